import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { protectionLists } from '../facts.ts';

/** The lists this room adds: answers in a conference on a permit. */
export const withProtectionLists = (codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>(
    Object.entries(protectionLists).map(([list, known]) => [
      list,
      ownCodes(known, (code) => `protection.code.${list}.${code}`),
    ]),
  );
  return (list) => own.get(list) ?? codes(list);
};
