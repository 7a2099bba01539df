import type { Rule } from './engine.ts';
import { banRules } from './rules/bans.ts';
import { importRules } from './rules/imports.ts';
import { limitRules } from './rules/limits.ts';
import { partRules } from './rules/parts.ts';
import { sqlRules } from './rules/sql.ts';

const filesCanBeRead: Rule = { name: 'files-can-be-read', check: ({ unreadable }) => [...unreadable] };

/** Every rule of the house, in the order in which they are told. */
export const rules: readonly Rule[] = [
  filesCanBeRead,
  ...importRules,
  ...partRules,
  ...sqlRules,
  ...banRules,
  ...limitRules,
];
