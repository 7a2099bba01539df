import type { Code, CodeSource } from '../../../platform/form/index.ts';
import { ownCodes } from '../../cases/index.ts';
import { portalLists } from '../facts.ts';

/** The lists this room adds to those of the profile. */
export const withPortalLists = (codes: CodeSource): CodeSource => {
  const own = new Map<string, readonly Code[]>(
    Object.entries(portalLists).map(([list, known]) => [
      list,
      ownCodes(known, (code) => `portal.code.${list}.${code}`),
    ]),
  );
  return (list) => own.get(list) ?? codes(list);
};
