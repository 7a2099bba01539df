/** Sets one document: JSON on the input, PDF (or `docx`, a Word file) on the output. Started for each document by the staff site. */
import { printOne } from '../platform/document/one.ts';

await printOne(process.argv[2]);
