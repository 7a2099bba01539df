import { fixedClock, type PlainDate } from '../../../platform/clock.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { personOfCase } from '../../../rooms/cases/index.ts';
import {
  acceptCorrection,
  approveErasure,
  correctable,
  correctText,
  decideAnswer,
  handOverAnswer,
  notePart,
  openPart,
  partsOf,
  proposeDue,
  readRequest,
  readRequests,
  takeRequest,
  takeUpProposal,
  unread,
} from '../../../rooms/identity/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

/** Who plays an act, and when. */
type Who = { readonly step: string; readonly login: string; readonly at?: Stage['now'] };

const acting =
  (stage: Stage) =>
  <T>({ step, login, at }: Who, work: (scene: StageScene) => Promise<T>): Promise<T> =>
    stage.as(step, { login, at: at ?? stage.clock.now(), work });

type Asking = { readonly story: string; readonly caseId: string; readonly login: string; readonly days: number };

const take = (
  stage: Stage,
  { story, caseId, login, days }: Asking,
  kind: 'access' | 'rectification' = 'access',
): Promise<string> =>
  acting(stage)({ step: `${story}/take`, login, at: then(stage, days, 10) }, async (scene) => {
    const person = await personOfCase(scene, caseId);
    if (person === null) throw new Error(`${login} does not see the case of ${story}`);
    const received: PlainDate = daysBefore(stage, days);
    const input = { asked_by: 'person', proof: 'known_to_worker', received_on: received };
    return must(await takeRequest(scene, person, kind, input)).requestId;
  });

/** Every part is opened and read; the account names others, the rest nobody. */
const read = async (stage: Stage, vault: VaultClient, { story, login }: Asking, requestId: string): Promise<void> => {
  const parts = await acting(stage)({ step: `${story}/parts`, login }, async (scene) => {
    const request = await readRequest(scene, requestId);
    if (request === null) throw new Error(`${story} has no request`);
    const asked = await partsOf(scene, request);
    return unread(asked.parts, asked.marks).map(({ code }) => code);
  });
  for (const part of parts)
    await acting(stage)({ step: `${story}/read-${part}`, login }, async (scene) => {
      must(await openPart(scene, vault, { requestId, part }));
      return must(await notePart(scene, { requestId, part }, part === 'testimony')).requestId;
    });
};

const decide = (stage: Stage, { story }: Asking, { requestId, login }: { requestId: string; login: string }) =>
  acting(stage)({ step: `${story}/decide`, login }, async (scene) => {
    const request = await readRequest(scene, requestId);
    if (request === null) throw new Error(`${story} has no request`);
    const { parts, marks } = await partsOf(scene, request);
    const decisions = parts.map(({ code, never }) => {
      const guarded = code === 'recipients_protected' ? 'investigation_protected' : 'give';
      return [code, never ?? (marks.get(code) === 'others' ? 'rights_of_others' : guarded)] as const;
    });
    return must(await decideAnswer(scene, requestId, new Map(decisions))).requestId;
  });

/** A request that the officer of the police has to decide, and one of the service that the person has the answer to. */
const playAnswers = async (stage: Stage, vault: VaultClient, [first, second]: readonly string[]): Promise<void> => {
  if (first === undefined || second === undefined) return;
  const inWork = { story: 'rights-in-work', caseId: first, login: 'spj.claudine', days: 9 };
  await read(stage, vault, inWork, await take(stage, inWork));
  const answered = { story: 'rights-answered', caseId: second, login: 'savteh.leila', days: 8 };
  const requestId = await take(stage, answered);
  await read(stage, vault, answered, requestId);
  await decide(stage, answered, { requestId, login: 'infotraite.dpo.marc' });
  await acting(stage)({ step: 'rights-answered/hand-over', login: answered.login }, async (scene) =>
    must(await handOverAnswer(scene, requestId)),
  );
};

/** What persons say was taken down wrongly, by the end of its field, and how it is right. */
const wrong: readonly (readonly [RegExp, string])[] = [
  [/channel_value$/, '+352 621 000 118'],
  [/full_name$/, 'Exemple Corrigé'],
];

const agreed = async (stage: Stage, asking: Asking): Promise<string> => {
  const requestId = await take(stage, asking, 'rectification');
  await acting(stage)({ step: `${asking.story}/accept`, login: 'spj.dpo.ida' }, async (scene) =>
    must(await acceptCorrection(scene, requestId)),
  );
  return requestId;
};

/** Two persons say that something about them is wrong: one text is corrected, the other correction waits to be written. */
const playCorrections = async (stage: Stage, [first, second]: readonly string[]): Promise<void> => {
  if (first === undefined || second === undefined) return;
  const asking = { story: 'rights-corrected', caseId: first, login: 'spj.claudine', days: 6 };
  const requestId = await agreed(stage, asking);
  await acting(stage)({ step: 'rights-corrected/correct', login: asking.login }, async (scene) => {
    const request = await readRequest(scene, requestId);
    const held = request === null ? [] : await correctable(scene, request.personId);
    const [right] = wrong.flatMap(([end, text]) =>
      held.filter(({ field }) => end.test(field)).map(({ compartment: part, field }) => ({ part, field, text })),
    );
    if (right === undefined) throw new Error('the police hold nothing of the person that can be wrong');
    return must(await correctText(scene, requestId, right)).requestId;
  });
  await agreed(stage, { story: 'rights-to-correct', caseId: second, login: 'spj.claudine', days: 3 });
};

/** The nightly job proposed what is over; an officer asked for one, the data-protection officer of the police approved. */
const playErasure = async (stage: Stage, vault: VaultClient): Promise<void> => {
  const { profile, worker: database } = stage;
  await stage.progress.once('rights-due/propose', () =>
    proposeDue({ database, profile, clock: fixedClock(then(stage, 1, 3)) }),
  );
  const requestId = await acting(stage)({ step: 'rights-due/take-up', login: 'spj.mathis' }, async (scene) => {
    const [proposal] = await readRequests(scene, { states: ['proposed'] });
    return proposal === undefined ? null : must(await takeUpProposal(scene, proposal.id)).requestId;
  });
  if (requestId === null) return;
  await acting(stage)({ step: 'rights-due/approve', login: 'spj.dpo.ida' }, async (scene) =>
    must(await approveErasure(scene, vault, requestId)),
  );
};

/** Rights of persons: an access in work, one answered, a text corrected, a correction to be written, and an erasure that two people decided. */
export const playRights = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const { vault } = stage;
  if (vault === null) return;
  await playAnswers(stage, vault, supported);
  await playCorrections(stage, supported);
  await playErasure(stage, vault);
};
