import type { Client } from 'pg';
import { functionChecks } from './catalogue/functions.ts';
import type { Check } from './catalogue/parts.ts';
import { rightChecks } from './catalogue/rights.ts';
import { rowSecurity } from './catalogue/rows.ts';

/** What must not be found in the catalogue, about rows, functions and rights. */
export const checks: readonly Check[] = [...rowSecurity, ...functionChecks, ...rightChecks];

/** What a check finds beyond what people have accepted. */
export const findingsOf = async (administrator: Client, check: Check): Promise<readonly string[]> => {
  const found = await administrator.query<{ found: string }>(check.sql);
  return found.rows.map((row) => row.found).filter((one) => !(one in (check.reviewed ?? {})));
};

/** Accepted findings that are found no more, and must leave the list. */
export const outdatedIn = async (administrator: Client, check: Check): Promise<readonly string[]> => {
  const found = new Set((await administrator.query<{ found: string }>(check.sql)).rows.map((row) => row.found));
  return Object.keys(check.reviewed ?? {}).filter((one) => !found.has(one));
};
