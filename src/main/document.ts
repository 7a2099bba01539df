/** Sets one document: JSON on the input, PDF on the output. Started for each document by the staff site. */
import { printOne } from '../platform/document/one.ts';

await printOne();
