import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { ownCodes } from '../../identity/index.ts';
import { caseLists } from '../facts.ts';

/** The lists this room adds to those of the profile. */
export const withCaseLists = (codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>();
  return (list) => {
    const known: readonly string[] | undefined = Object.entries(caseLists).find(([name]) => name === list)?.[1];
    if (known === undefined) return codes(list);
    const worded = own.get(list) ?? ownCodes(known, (code) => `cases.code.${list}.${code}`);
    own.set(list, worded);
    return worded;
  };
};
