import { appendToJournal, type JournalEntry } from '../../src/platform/journal.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../src/platform/database/index.ts';
import { isRefusal } from '../../src/platform/outcome.ts';
import { projectRoot } from '../../src/platform/root.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import { type Viewer, viewerFrom } from '../../src/platform/viewer.ts';
import { type Profile, readProfile, type Scene } from '../../src/profile/index.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';
import type { MessageTools } from '../../src/rooms/portal/actions/conversation.ts';
import { stepInAs, type TestVault, testVault } from './vault.ts';

/** Bodies that receive messages without a name, a real vault, and the public site's own role and way to it. */
export type ConversationWorld = TestVault & {
  readonly profile: Profile;
  readonly tools: MessageTools;
  readonly asked: VaultClient;
  readonly hotline: Viewer;
  readonly police: Viewer;
  readonly stranger: Viewer;
  readonly as: <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>) => Promise<T>;
};

const role = { opens: ['notes'], purposes: ['protect_from_danger'], permits: ['portal.messages', 'referrals.write'] };

const acting =
  (profile: Profile, casework: Database): ConversationWorld['as'] =>
  (viewer, work) =>
    asViewer(casework, viewer, async (tx) => {
      const entries: JournalEntry[] = [];
      const emit = (entry: JournalEntry): void => void entries.push(entry);
      const outcome = await work({ tx, viewer, profile, clock: systemClock, emit });
      const { organisationId, staffId } = viewer;
      if (!isRefusal(outcome)) await appendToJournal(tx, { organisationId, staffId, now: systemClock.now() }, entries);
      return outcome;
    });

/** Makes it; `close` removes all. */
export const conversationWorld = async (): Promise<ConversationWorld> => {
  const vault = await testVault();
  const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
  const member = async (code: string, roleCode: string, more: Partial<typeof role> = {}): Promise<Viewer> => {
    const id = idOfBody(profile, code);
    await vault.administrator.query(
      `insert into directory.organisation (id, code, kind, names, has_accounts) values ($1, $2, 'test', '{}', true) on conflict do nothing`,
      [id, code],
    );
    const { id: staffId } = await vault.addStaff(id, [{ code: roleCode, ...role, ...more }]);
    // As installed: the body in which a role is held is one of those the role is for.
    await vault.administrator.query(
      'update directory.role set organisation_codes = array_append(organisation_codes, $1) where code = $2',
      [code, roleCode],
    );
    const { context, mac } = await stepInAs(vault, staffId);
    return viewerFrom(context, mac);
  };
  const people = {
    hotline: await member('INFOTRAITE', 'hotline_worker'),
    police: await member('SPJ', 'judicial_police_officer'),
    stranger: await member('INFOTRAITE', 'savteh_worker', { permits: ['referrals.write'] }),
  };
  const asked = vault.client('casework', 20_000);
  await asked.organisationKeys({ organisationIds: ['INFOTRAITE', 'SPJ'].map((code) => idOfBody(profile, code)) });
  const portal = openDatabase(vault.database.urlFor('portal'), { connections: 2 });
  const tools = {
    database: portal,
    vault: vault.client('portal', 20_000),
    clock: systemClock,
    timeZone: profile.timeZone,
  };
  return {
    ...{ ...vault, ...people, profile, tools, asked, as: acting(profile, vault.casework) },
    close: async () => {
      await portal.destroy();
      await vault.close();
    },
  };
};
