import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import { asViewer } from '../../src/platform/database/index.ts';
import { isRefusal, type Outcome, valueOf } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { refusalStatus } from '../../src/platform/web/refusal-status.ts';
import { staffLanguages, wordsFor } from '../../src/platform/words.ts';
import { sendReport } from '../../src/rooms/referrals/actions/drafts/send.ts';
import { acknowledge, openReceived } from '../../src/rooms/referrals/actions/triage/index.ts';
import { canaries } from '../support/reports.ts';
import { type ActScene, acting, completeDraft, deliverAll } from './support/acting.ts';
import { type VaultWorld, vaultWorld } from './support/vault-world.ts';

/** Nobody waits longer than this for a vault that does not answer, in milliseconds; a little is the machine's. */
const patience = 2000;
const machine = 400;

let world: VaultWorld;
let inspector: Viewer;
let police: Viewer;
let vault: VaultClient;

before(async () => {
  world = await vaultWorld();
  inspector = await world.stepIn('labour_inspector', 'ITM');
  police = await world.stepIn('judicial_police_officer', 'SPJ');
  vault = world.client('casework');
});
after(() => world.close());

const as = <T>(viewer: Viewer, work: (scene: ActScene) => Promise<Outcome<T>>): Promise<T> =>
  acting({ ...world, database: world.casework }, viewer, work);

/** A report from the first word to the receipt of the police; gives the report and its person. */
const sendAndAcknowledge = async (): Promise<{ reportId: string; personId: string }> => {
  const draftId = await completeDraft(world, inspector);
  const sent = await as(inspector, (scene) => sendReport(scene, { draftId, version: null, declared: true }));
  const { reportId } = sent;
  assert.equal(await deliverAll(world), 2);
  await as(police, (scene) => acknowledge(scene, { reportId }));
  const found = await world.administrator.query<{ id: string }>(
    'select id from referrals.report_person where report_id = $1',
    [reportId],
  );
  return { reportId, personId: found.rows[0]?.id ?? '' };
};

type Subject = { readonly reportId: string; readonly personId: string };
type Asking = { readonly outcome: Awaited<ReturnType<typeof openReceived>>; readonly milliseconds: number };

/** Asks for the name of the person, as the page of the report does. */
const open = async (subject: Subject): Promise<Asking> => {
  const began = performance.now();
  const input = { ...subject, compartments: ['identity' as const], purpose: police.purposes[0] ?? '' };
  const { profile } = world;
  const outcome = await asViewer(world.casework, police, (tx) =>
    openReceived(vault, { tx, viewer: police, profile, clock: systemClock, emit: () => undefined }, input),
  );
  return { outcome, milliseconds: performance.now() - began };
};

const assertOpens = async (subject: Subject): Promise<void> => {
  const { opened } = valueOf((await open(subject)).outcome);
  assert.equal(opened['identity']?.['full_name'], canaries.name);
};

const assertRefusedSoon = async (subject: Subject): Promise<void> => {
  const { outcome, milliseconds } = await open(subject);
  assert.ok(isRefusal(outcome) && outcome.refused === 'unavailable', JSON.stringify(outcome));
  assert.equal(refusalStatus(outcome.refused), 503);
  for (const language of staffLanguages) assert.ok(wordsFor(language).has('identity.refusal.unavailable'), language);
  assert.ok(milliseconds < patience + machine, `${milliseconds.toFixed(0)} ms`);
};

const waitingKeys = async (): Promise<number> =>
  (await world.administrator.query('select 1 from identity.erase_key_inbox')).rowCount ?? 0;

describe('a vault that is dead', () => {
  test('stops no report: it is accepted, delivered and acknowledged; opening is refused at once, and works again later', async () => {
    const earlier = await sendAndAcknowledge();
    await assertOpens(earlier);
    await world.killVault();
    const meanwhile = await sendAndAcknowledge();
    for (const subject of [earlier, meanwhile]) await assertRefusedSoon(subject);
    assert.ok((await waitingKeys()) > 0, 'erase keys wait for the vault');
    await world.startVault();
    for (const subject of [earlier, meanwhile]) await assertOpens(subject);
    assert.ok(valueOf(await world.client('worker').collectEraseKeys({})).collected > 0);
    assert.equal(await waitingKeys(), 0);
    for (const subject of [earlier, meanwhile]) await assertOpens(subject);
  });
});

describe('a vault that hangs', () => {
  test('keeps nobody waiting longer than two seconds and stops no report', async () => {
    const earlier = await sendAndAcknowledge();
    await assertOpens(earlier);
    world.signalVault('SIGSTOP');
    try {
      const meanwhile = await sendAndAcknowledge();
      for (const subject of [earlier, meanwhile]) await assertRefusedSoon(subject);
      world.signalVault('SIGCONT');
      for (const subject of [earlier, meanwhile]) await assertOpens(subject);
    } finally {
      world.signalVault('SIGCONT');
    }
  });
});
