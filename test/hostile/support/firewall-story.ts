import { staffScreens } from '../../../src/main/staff/screens.ts';
import { flatten } from '../../../src/platform/form/raw.ts';
import { type Outcome, refuse } from '../../../src/platform/outcome.ts';
import type { VaultClient } from '../../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { Screen } from '../../../src/platform/web/index.ts';
import type { Profile } from '../../../src/profile/index.ts';
import { acceptSupport, addNote, personOfCase, referToSupport } from '../../../src/rooms/cases/index.ts';
import { decide, notifyMinister, recordInterview, tellRights } from '../../../src/rooms/identification/index.ts';
import { reportStay } from '../../../src/rooms/identification/actions/index.ts';
import { recordConsent } from '../../../src/rooms/identity/index.ts';
import { openConference, writeColumn } from '../../../src/rooms/protection/index.ts';
import { changeDraft, startDraft } from '../../../src/rooms/referrals/actions/drafts/keep.ts';
import { sendReport } from '../../../src/rooms/referrals/actions/drafts/send.ts';
import { acknowledge } from '../../../src/rooms/referrals/actions/triage/index.ts';
import { type ActScene, acting, deliverAll } from '../../faults/support/acting.ts';
import { type VaultWorld, vaultWorld } from '../../faults/support/vault-world.ts';
import { agreed, decisionFor, todayIn } from '../../support/case-world.ts';
import { personAnswers, reportAnswers } from '../../support/reports.ts';
import { publicSiteOf } from '../../support/public-site.ts';

/** The three who decide on residence, on protection and on return; each with role and body. */
export const immigration = {
  permits: ['permit_officer', 'DGI'],
  refugees: ['asylum_interviewer', 'DGI-REF'],
  returns: ['return_officer', 'DGI-RET'],
} as const;
export type ImmigrationRole = keyof typeof immigration;

/** A reported person with her case. */
export type Told = { readonly reportId: string; readonly personId: string; readonly caseId: string };

/**
 * What happens while immigration looks on: a presumed victim of whom the minister was told, who agreed to the support
 * service and is helped; one whose stay the police reported; and one whom the refugee service reported itself.
 */
export type FirewallStory = {
  readonly world: VaultWorld;
  readonly vault: VaultClient;
  readonly screens: readonly Screen<Profile>[];
  readonly viewers: Readonly<Record<ImmigrationRole, Viewer>>;
  readonly presumed: Told & { readonly noticeId: string };
  readonly stay: Told & { readonly noticeId: string };
  readonly own: Told;
  readonly close: () => Promise<void>;
};

/** Nobody's name but one person's: found anywhere, it tells whose it is. */
export const names = {
  presumed: 'Zdenka Canary-Kowalczyk',
  stay: 'Oksana Canary-Melnyk',
  own: 'Ihor Canary-Bondar',
} as const;
export const writtenByPolice = 'The canary note of the police.';

type As = <T>(viewer: Viewer, work: (scene: ActScene) => Promise<Outcome<T>>) => Promise<T>;
type Players = { readonly as: As; readonly world: VaultWorld; readonly police: Viewer };

const report = async ({ as, world, police }: Players, sender: Viewer, full_name: string): Promise<Told> => {
  const { draftId } = await as(sender, (scene) => startDraft(scene, { label: 'Wren' }));
  await as(sender, (scene) =>
    changeDraft(scene, draftId, (content) => ({
      ...content,
      report: flatten(reportAnswers()),
      persons: content.persons.map((one) => ({ ...one, raw: flatten(personAnswers({ full_name })) })),
    })),
  );
  const { reportId } = await as(sender, (scene) => sendReport(scene, { draftId, version: null, declared: true }));
  await deliverAll(world);
  const { linked } = await as(police, (scene) => acknowledge(scene, { reportId, openCases: true }));
  const [first] = linked;
  if (!first) throw new Error('no case was opened');
  return { reportId, personId: first.personId, caseId: first.caseId };
};

const examine = async ({ as, world, police }: Players, { caseId }: Told): Promise<void> => {
  const { profile } = world;
  const on = todayIn(profile);
  const heard = { held_on: on, place: 'own_office', language: 'uk', interpreter: 'professional_present' } as const;
  await as(police, (scene) =>
    recordInterview(scene, caseId, {
      ...{ ...heard, persons_present: ['interpreter'], support_accompanied: false, result: 'indications' },
    }),
  );
  await as(police, (scene) =>
    tellRights(scene, caseId, {
      ...{ told_on: on, occasion: 'first', rights: ['R01', 'R12'], obligations: ['O1'], dismissal_told: true },
      ...{ language: 'uk', interpreter: 'professional_present', acknowledged: 'yes' },
    }),
  );
  const facts = decisionFor(profile, 'indicators_observed');
  await as(police, (scene) => decide(scene, { caseId, event: 'indications_found', version: null }, facts));
  await as(police, (scene) => addNote(scene, caseId, { note_kind: 'police', note_text: writtenByPolice }));
};

/** She agrees in front of the police, and the support service takes her up. */
const help = async ({ as, world, police }: Players, { caseId }: Told): Promise<void> => {
  await as(police, async (scene) => {
    const person = await personOfCase(scene, caseId);
    return person === null ? refuse('not_found') : recordConsent(scene, person, agreed(world.profile));
  });
  const { referralId } = await as(police, (scene) => referToSupport(scene, caseId, { urgency: 'today' }));
  const service = await world.stepIn('savteh_worker', 'INFOTRAITE');
  await as(service, (scene) => acceptSupport(scene, referralId));
};

const noticed = { date_of_birth: '1999-04-12', nationality: 'UA' };

/** Plays it, in a world with a vault that answers. */
export const firewallStory = async (): Promise<FirewallStory> => {
  const world = await vaultWorld();
  const vault = world.client('casework');
  const { casework: database, profile, draftKey } = world;
  const as: As = (viewer, work) => acting({ database, profile, draftKey }, viewer, work);
  const players = { as, world, police: await world.stepIn('judicial_police_officer', 'SPJ') };
  const inspector = await world.stepIn('labour_inspector', 'ITM');
  const refugees = await world.stepIn(...immigration.refugees);
  const presumed = await report(players, inspector, names.presumed);
  const stay = await report(players, inspector, names.stay);
  const own = await report(players, refugees, names.own);
  await examine(players, presumed);
  await examine(players, own);
  await help(players, presumed);
  const told = await as(players.police, (scene) =>
    notifyMinister(scene, presumed.caseId, { name: names.presumed, ...noticed }),
  );
  await as(players.police, (scene) => openConference(scene, presumed.caseId));
  await as(players.police, (scene) =>
    writeColumn(scene, { noticeId: told.noticeId, version: null }, { presence_needed: 'yes' }),
  );
  const reported = await as(players.police, (scene) =>
    reportStay(scene, stay.caseId, { name: names.stay, ...noticed, warning_read: true }),
  );
  const screens = staffScreens({
    ...{ vault, database, demonstration: true, siteName: 'Test', profile, draftKey },
    print: async () => refuse('no_typesetter'),
    ...publicSiteOf(profile),
  });
  const viewers = {
    ...{ permits: await world.stepIn(...immigration.permits), refugees },
    returns: await world.stepIn(...immigration.returns),
  };
  return {
    ...{ world, vault, screens, viewers, own, close: world.close },
    presumed: { ...presumed, noticeId: told.noticeId },
    stay: { ...stay, noticeId: reported.noticeId },
  };
};
