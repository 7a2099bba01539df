import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import type { Permit } from './vocabulary.ts';

const acts = ['identity.ask-emergency', 'identity.approve-emergency', 'identity.review-emergency'] as const;
const administering: readonly Permit[] = ['directory.administer', 'api.manage-tokens'];

const checkPurpose = (documents: Documents): Finding[] => {
  const { purpose } = documents['break-glass.json'];
  const known = (documents.codeLists['opening-purposes']?.codes ?? []).some(({ code }) => code === purpose);
  const path = ['purpose'];
  return known ? [] : [{ file: 'break-glass.json', path, reason: `no purpose is called ${purpose}` }];
};

const faultOf = (permits: readonly Permit[]): string | null => {
  const held = acts.filter((act) => permits.includes(act));
  if (held.length === 0) return null;
  if (administering.some((one) => permits.includes(one))) return 'administers and can have no part in an emergency';
  if (!permits.includes('identity.see-emergencies')) return 'has a part in emergencies and cannot see them';
  return held.includes('identity.review-emergency') && held.length > 1 ? 'reviews what it may ask or approve' : null;
};

/**
 * Opening in an emergency: for a purpose that exists; somebody asks, somebody approves, somebody reviews; never an
 * administrator, and nobody reviews by the role by which she asks or approves.
 */
export const checkBreakGlass = (documents: Documents): Finding[] => {
  const { roles } = documents['roles.json'];
  const absent = acts.filter((act) => !roles.some(({ permits }) => permits.includes(act)));
  return [
    ...checkPurpose(documents),
    ...absent.map((act) => ({ file: 'roles.json', path: ['roles'], reason: `no role has the permit ${act}` })),
    ...roles.flatMap(({ code, permits }, position) => {
      const fault = faultOf(permits);
      const path = ['roles', position, 'permits'];
      return fault === null ? [] : [{ file: 'roles.json', path, reason: `${code} ${fault}` }];
    }),
  ];
};
