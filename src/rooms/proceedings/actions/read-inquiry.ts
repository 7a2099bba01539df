import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { exchangesOf, linksOf, measuresOf, nodesOf, operationsOf, requestsOf } from '../store/index.ts';
import type { Result } from './acting.ts';
import { readEvidence } from './evidence.ts';
import { inquiryOf } from './inquiry.ts';

/** What an inquiry did and found. A court, which sees the case, reads none of it. */
export const readInquiry = async (scene: Scene, criminalCaseId: Uuid) => {
  const { tx } = scene;
  return {
    measures: await measuresOf(tx, criminalCaseId),
    operations: await operationsOf(tx, criminalCaseId),
    requests: await requestsOf(tx, criminalCaseId),
    exhibits: await readEvidence(scene, criminalCaseId),
    exchanges: await exchangesOf(tx, criminalCaseId),
    nodes: await nodesOf(tx, criminalCaseId),
    links: await linksOf(tx, criminalCaseId),
  };
};

export type Inquiry = Awaited<ReturnType<typeof readInquiry>>;

/** The inquiry of a case for who investigates it; refused to everybody else. */
export const readInquiryOf = async (scene: Scene, criminalCaseId: Uuid): Result<Inquiry> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  return isRefusal(seen) ? seen : readInquiry(scene, criminalCaseId);
};
