import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import type { ProfileProblem } from './fault.ts';
import { JsonSyntaxFault, type JsonPath, lineAt, lineOf, parseStrictly } from './json-lines.ts';
import { codeListSchema, organisationsSchema, profileSchema, rolesSchema, sharingSchema } from './schema.ts';
import { breakGlassSchema } from './schema-break-glass.ts';
import { assistanceSchema } from './schema-assistance.ts';
import { accommodationSchema } from './schema-accommodation.ts';
import { shortPathsSchema } from './schema-short-paths.ts';
import { handoverSchema } from './schema-handover.ts';
import { hotlineSchema } from './schema-hotline.ts';
import { consentsSchema } from './schema-consents.ts';
import { onwardSchema } from './schema-onward.ts';
import { lawsSchema } from './schema-laws.ts';
import { dataRightsSchema, retentionSchema } from './schema-rights.ts';
import {
  committeeSchema,
  figuresSchema,
  holidaysSchema,
  indicatorsSchema,
  rightsSchema,
  servicesSchema,
  sourcesSchema,
} from './schema-knowledge.ts';
import { justiceSchema, offencesSchema } from './schema-offences.ts';
import { proceedingsSchema } from './schema-proceedings.ts';
import { messagesSchema } from './schema-messages.ts';
import { machineSchema } from './schema-steps.ts';

/** The files every profile has, each with its shape. */
const singleFiles = {
  'profile.json': profileSchema,
  'organisations.json': organisationsSchema,
  'roles.json': rolesSchema,
  'laws.json': lawsSchema,
  'sharing.json': sharingSchema,
  'consents.json': consentsSchema,
  'break-glass.json': breakGlassSchema,
  'accommodation.json': accommodationSchema,
  'handover.json': handoverSchema,
  'short-paths.json': shortPathsSchema,
  'hotline.json': hotlineSchema,
  'assistance.json': assistanceSchema,
  'onward.json': onwardSchema,
  'messages.json': messagesSchema,
  'proceedings.json': proceedingsSchema,
  'data-rights.json': dataRightsSchema,
  'retention.json': retentionSchema,
  'indicators.json': indicatorsSchema,
  'rights.json': rightsSchema,
  'offences.json': offencesSchema,
  'justice.json': justiceSchema,
  'figures-published.json': figuresSchema,
  'sources.json': sourcesSchema,
  'holidays.json': holidaysSchema,
  'services.json': servicesSchema,
  'committee.json': committeeSchema,
} as const;

type SingleFiles = typeof singleFiles;
export type SingleFile = keyof SingleFiles;

/** A profile as its files say it, each file checked for its shape. */
export type Documents = { readonly [File in SingleFile]: z.output<SingleFiles[File]> } & {
  readonly machines: Readonly<Record<string, z.output<typeof machineSchema>>>;
  readonly codeLists: Readonly<Record<string, z.output<typeof codeListSchema>>>;
};

/** The texts that were read, by file name, to find lines in. */
export type Texts = ReadonlyMap<string, string>;

type Reading = { readonly directory: string; readonly texts: Map<string, string>; readonly problems: ProfileProblem[] };

const dotted = (path: JsonPath): string => path.map(String).join('.');

const explain = (issue: z.core.$ZodIssue, path: JsonPath): string => {
  const where = dotted(path);
  if (issue.code === 'unrecognized_keys')
    return `${where || 'the file'} has ${issue.keys.join(', ')}, which nobody reads`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return `${where} is missing`;
  if (issue.code === 'too_small') return `${where} is empty or too small`;
  return `${where}: ${issue.message}`;
};

const pathOf = (issue: z.core.$ZodIssue): JsonPath => issue.path.map((step) => (typeof step === 'symbol' ? '' : step));

const reportShape = (reading: Reading, file: string, issues: readonly z.core.$ZodIssue[]): void => {
  const text = reading.texts.get(file) ?? '';
  for (const issue of issues) {
    const path = pathOf(issue);
    const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
    reading.problems.push({ file, line: lineOf(text, at), reason: explain(issue, path) });
  }
};

const readJson = (reading: Reading, file: string): unknown => {
  const path = join(reading.directory, file);
  if (!existsSync(path)) {
    reading.problems.push({ file, line: 1, reason: 'the file is missing' });
    return undefined;
  }
  const text = readFileSync(path, 'utf8');
  reading.texts.set(file, text);
  try {
    return parseStrictly(text);
  } catch (fault) {
    if (!(fault instanceof JsonSyntaxFault)) throw fault;
    reading.problems.push({ file, line: lineAt(text, fault.offset), reason: `not JSON: ${fault.message}` });
    return undefined;
  }
};

const readShaped = <Shape extends z.ZodType>(
  reading: Reading,
  file: string,
  shape: Shape,
): z.output<Shape> | undefined => {
  const content = readJson(reading, file);
  if (content === undefined) return undefined;
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  reportShape(reading, file, result.error.issues);
  return undefined;
};

/** Reads every file of a folder; the name of each must be the id it carries. */
const readFolder = <Shape extends z.ZodType<{ id: string }>>(reading: Reading, folder: string, shape: Shape) => {
  const path = join(reading.directory, folder);
  const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.json')) : [];
  const found: Record<string, z.output<Shape>> = {};
  for (const name of names.sort()) {
    const file = `${folder}/${name}`;
    const content = readShaped(reading, file, shape);
    if (content === undefined) continue;
    if (`${content.id}.json` === name) found[content.id] = content;
    else reading.problems.push({ file, line: 1, reason: `the file is called ${name} but its id is ${content.id}` });
  }
  return found;
};

/** Reads and shapes all files of a profile. Gives the documents, or `undefined` with the problems found. */
export const readDocuments = (
  directory: string,
): { documents: Documents | undefined; texts: Texts; problems: readonly ProfileProblem[] } => {
  const reading: Reading = { directory, texts: new Map(), problems: [] };
  const single = Object.entries(singleFiles).map(([file, shape]) => [file, readShaped(reading, file, shape)]);
  const machines = readFolder(reading, 'steps', machineSchema);
  const codeLists = readFolder(reading, 'code-lists', codeListSchema);
  const whole = { ...Object.fromEntries(single), machines, codeLists } as Documents;
  return {
    documents: reading.problems.length === 0 ? whole : undefined,
    texts: reading.texts,
    problems: reading.problems,
  };
};
