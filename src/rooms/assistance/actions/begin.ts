import { dateIn } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { JournalEntry } from '../../../platform/journal.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { acceptedOffer, type CaseFile, callForTask, loadCase } from '../../cases/index.ts';
import { bodyOf } from '../../directory/index.ts';
import { isStatusHeld } from '../../identification/index.ts';
import { firstDayOf } from '../../protection/index.ts';
import { mayWork } from '../access.ts';
import { assistanceMachine, steps, stepTo } from '../steps.ts';
import { findSupport, insertStep, insertSupport } from '../store/index.ts';
import { type Done, type Result, serviceOf, today } from './acting.ts';

/**
 * Where a support begins: *referred* when the body that identifies told the service of the person, by the profile's table;
 * *not referred* for everybody else, who then comes to the service by herself.
 */
const beginning = async (scene: Scene, file: CaseFile) => {
  const offer = await acceptedOffer(scene, file.id);
  const { initial } = scene.profile.steps(assistanceMachine);
  if (offer === null) return { state: initial, on: today(scene), referredOn: null };
  const on = dateIn(offer.offeredAt, scene.profile.timeZone);
  const informed = stepTo(scene.profile, initial, steps.informed, {
    organisations: [bodyOf(scene.profile, offer.fromOrganisationId)?.code ?? ''],
    on,
    holds: file.status !== null && isStatusHeld(file.status) ? ['status-held'] : [],
  });
  return { state: isRefusal(informed) ? initial : informed.state, on, referredOn: on };
};

const begin = async (scene: Scene, file: CaseFile): Result<Done> => {
  const { state, on, referredOn } = await beginning(scene, file);
  const { staffId: by } = scene.viewer;
  const at = scene.clock.now();
  const organisationId = serviceOf(scene);
  const lawOn = await firstDayOf(scene, file.id, 'indications_found');
  const id = await insertSupport(scene.tx, {
    caseId: file.id,
    organisationId,
    state,
    since: on,
    referredOn,
    lawOn,
    by,
    at,
  });
  if (id === null) return refuse('already_begun');
  await insertStep(scene.tx, id, {
    ...{ event: 'begin', toState: state, reason: null, onDay: on, madeBy: by, madeAt: at },
  });
  await callForTask(scene, { file, kind: 'contact_person', dueOn: today(scene) });
  scene.emit({
    type: 'assistance.begun',
    subject: { kind: 'support', id },
    ...{ caseId: file.id, personId: file.personId },
    data: { assistance: state, on },
  });
  return { caseId: file.id };
};

/** Begins the support of the person of a case that the service sees; refused while one lives. */
export const beginSupport = async (scene: Scene, caseId: Uuid): Result<Done> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  return file === null ? refuse('not_found') : begin(scene, file);
};

/** The service has accepted: its support begins with that, if whoever accepted works on it. */
const onAccepted = async (scene: Scene, { caseId }: JournalEntry): Promise<void> => {
  if (caseId === undefined || !hasPermit(scene.viewer, 'assistance.work')) return;
  const known = await findSupport(scene.tx, caseId);
  if (known === null || known.endedOn !== null) await beginSupport(scene, caseId);
};

/** Event of another room → what this room does then; `main` wires it. */
export const assistanceReactions: Readonly<Record<string, (scene: Scene, entry: JournalEntry) => Promise<void>>> = {
  'cases.support_accepted': onAccepted,
};
