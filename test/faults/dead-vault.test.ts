import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import type { CustodySettings } from '../../src/platform/custody-settings.ts';
import { asViewer } from '../../src/platform/database/index.ts';
import { isRefusal, type Outcome, valueOf } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { refusalStatus } from '../../src/platform/web/refusal-status.ts';
import { staffLanguages, wordsFor } from '../../src/platform/words.ts';
import { sendReport } from '../../src/rooms/referrals/actions/drafts/send.ts';
import { acknowledge, openReceived } from '../../src/rooms/referrals/actions/triage/index.ts';
import { canaries } from '../support/reports.ts';
import { fileCustody, keyServiceCustody, type TestCustody, tokenCustody, whyNoToken } from '../support/custodians.ts';
import { type ActScene, acting, completeDraft, deliverAll } from './support/acting.ts';
import { type VaultWorld, vaultWorld } from './support/vault-world.ts';

/** A vault that hangs never answers here: whoever waited for it would have a test run out of its time. */
const longest = { timeout: 240_000 };

let world: VaultWorld;
let inspector: Viewer;
let police: Viewer;
let vault: VaultClient;
/** What a person of the body does after the vault started again, before anything opens. */
let unlock: () => Promise<void>;

const begin = async (custody?: CustodySettings): Promise<void> => {
  world = await vaultWorld(custody);
  inspector = await world.stepIn('labour_inspector', 'ITM');
  police = await world.stepIn('judicial_police_officer', 'SPJ');
  vault = world.client('casework');
  unlock = async () => undefined;
};

const passphrase = 'acht stille Kraniche am Ufer';

/** The police keep their keys behind their own lock. */
const lockKeys = async (): Promise<void> => {
  const second = await world.stepIn('judicial_police_officer', 'SPJ');
  for (const { context, mac } of [police, second]) valueOf(await vault.unlockJoin({ context, mac, passphrase }));
  unlock = async () => void valueOf(await vault.unlock({ context: police.context, mac: police.mac, passphrase }));
};

type Keeper = {
  readonly name: string;
  readonly skip: string | false;
  readonly start: () => Promise<() => Promise<void>>;
};

const keptBy = async (custody: TestCustody): Promise<() => Promise<void>> => {
  await begin(custody.settings);
  return custody.close;
};

/** Everybody who may keep the root key, or a body's own keys. */
const keepers: readonly Keeper[] = [
  { name: 'a file', skip: false, start: () => keptBy(fileCustody()) },
  { name: 'a key service', skip: false, start: async () => keptBy(await keyServiceCustody()) },
  { name: 'a hardware module', skip: whyNoToken() ?? false, start: () => keptBy(tokenCustody()) },
  {
    ...{ name: 'the people of the body', skip: false },
    start: async () => {
      await begin();
      await lockKeys();
      return async () => undefined;
    },
  },
];

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

/** Asks for the name of the person, as the page of the report does. */
const open = (subject: Subject): ReturnType<typeof openReceived> => {
  const input = { ...subject, compartments: ['identity' as const], purpose: police.purposes[0] ?? '' };
  const { profile } = world;
  return asViewer(world.casework, police, (tx) =>
    openReceived(vault, { tx, viewer: police, profile, clock: systemClock, emit: () => undefined }, input),
  );
};

const assertOpens = async (subject: Subject): Promise<void> => {
  const { opened } = valueOf(await open(subject));
  assert.equal(opened['identity']?.['full_name'], canaries.name);
};

const assertRefused = async (subject: Subject): Promise<void> => {
  const outcome = await open(subject);
  assert.ok(isRefusal(outcome) && outcome.refused === 'unavailable', JSON.stringify(outcome));
  assert.equal(refusalStatus(outcome.refused), 503);
  for (const language of staffLanguages) assert.ok(wordsFor(language).has('identity.refusal.unavailable'), language);
};

const waitingKeys = async (): Promise<number> =>
  (await world.administrator.query('select 1 from identity.erase_key_inbox')).rowCount ?? 0;

/** Killed, then hanging: nothing of a report waits, nothing opens, nobody waits long, and all is as before when it is back. */
const stopsNoReport = async (): Promise<void> => {
  const earlier = await sendAndAcknowledge();
  await assertOpens(earlier);
  await world.killVault();
  const meanwhile = await sendAndAcknowledge();
  for (const subject of [earlier, meanwhile]) await assertRefused(subject);
  assert.ok((await waitingKeys()) > 0, 'erase keys wait for the vault');
  await world.startVault();
  await unlock();
  for (const subject of [earlier, meanwhile]) await assertOpens(subject);
  assert.ok(valueOf(await world.client('worker').collectEraseKeys({})).collected > 0);
  assert.equal(await waitingKeys(), 0);
  for (const subject of [earlier, meanwhile]) await assertOpens(subject);
};

const keepsNobodyWaiting = async (): Promise<void> => {
  const earlier = await sendAndAcknowledge();
  await assertOpens(earlier);
  world.signalVault('SIGSTOP');
  try {
    const meanwhile = await sendAndAcknowledge();
    for (const subject of [earlier, meanwhile]) await assertRefused(subject);
    world.signalVault('SIGCONT');
    for (const subject of [earlier, meanwhile]) await assertOpens(subject);
  } finally {
    world.signalVault('SIGCONT');
  }
};

for (const { name, skip, start } of keepers)
  describe(`a vault whose keys are kept by ${name}`, { skip }, () => {
    let end: () => Promise<void>;
    before(async () => {
      end = await start();
    });
    after(async () => {
      await world.close();
      await end();
    });

    test(
      'dead, stops no report: it is accepted, delivered and acknowledged; opening is refused at once, and works again later',
      longest,
      () => stopsNoReport(),
    );

    test('hanging, keeps nobody waiting for ever and stops no report', { ...longest, skip: name !== 'a file' }, () =>
      keepsNobodyWaiting(),
    );
  });
