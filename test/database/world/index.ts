import type { Client } from 'pg';
import { type Actor, makeActors, org } from '../actors.ts';
import type { TestDatabase } from '../../support/database.ts';
import { installForTests } from '../../support/personas.ts';
import { installProbe } from '../probe.ts';
import { assistanceAttempts, assistanceCalls, assistanceRows } from './assistance.ts';
import { judgmentAttempts, judgmentCalls, judgmentRows } from './judgments.ts';
import { proceedingsAttempts, proceedingsRows } from './proceedings.ts';
import { accommodationAttempts, accommodationCalls, accommodationRows } from './accommodation.ts';
import { callAttempts, type Call } from './calls.ts';
import { handOverAttempts, handOverRows } from './hand-over.ts';
import { hotlineAttempts, hotlineCalls, hotlineRows } from './hotline.ts';
import { sealedPacketAttempts, sealedPacketRows } from './sealed-packets.ts';
import { packetAttempts, packetCalls, packetRows } from './packets.ts';
import { caseAttempts } from './case-attempts.ts';
import { breakGlassAttempts, breakGlassRows } from './break-glass.ts';
import { caseRows } from './cases.ts';
import { consentAttempts, consentRows, withdrawalRows } from './consents.ts';
import { directoryAttempts, directoryRows } from './directory.ts';
import { identificationAttempts, identificationRows } from './identification.ts';
import { identityAttempts, identityRows } from './identity.ts';
import { journalAttempts, journalRows } from './journal.ts';
import { matchingAttempts, matchingCalls, matchingRows } from './matching.ts';
import { lawAttempts, lawRows } from './laws.ts';
import { protectionAttempts, protectionRows } from './protection.ts';
import { referralAttempts } from './referral-attempts.ts';
import { conversationAttempts, conversationCalls, conversationRows } from './conversations.ts';
import { linkAttempts, linkRows } from './links.ts';
import { portalAttempts, portalRows } from './portal.ts';
import { portalCalls } from './portal-calls.ts';
import { referralRows } from './referrals.ts';
import { rightsAttempts, rightsCalls, rightsRows } from './rights.ts';
import { type Attempt, asActor, insertSql, type Row } from './row.ts';
import { securityAttempts, securityRows } from './security.ts';
import { sendingCalls } from './sendings.ts';
import { statisticsAttempts, statisticsRows } from './statistics.ts';

/** Everybody, a handful of rows in each table, and what is tried on them. */
export type World = {
  readonly actors: readonly Actor[];
  readonly rows: readonly Row[];
  readonly attempts: readonly Attempt[];
  readonly calls: readonly Call[];
};

const finder =
  (rows: readonly Row[]) =>
  (table: string, kind: string): Row => {
    const found = rows.find((one) => one.table === table && one.kind === kind);
    if (!found) throw new Error(`the world has no ${table} "${kind}"`);
    return found;
  };

const actorNamed =
  (actors: readonly Actor[]) =>
  (name: string): Actor => {
    const found = actors.find((actor) => actor.name === name);
    if (!found) throw new Error(`there is no actor ${name}`);
    return found;
  };

/** A row that only names what the directory has already made. */
const isKnown = (row: Row): boolean => Object.keys(row.values).length === Object.keys(row.key).length;

const insertAll = async (administrator: Client, rows: readonly Row[]): Promise<void> => {
  for (const row of rows.filter((one) => !isKnown(one))) {
    try {
      await administrator.query(insertSql(row.table, row.values));
    } catch (fault) {
      throw new Error(`${row.table} "${row.kind}": ${String(fault)}`, { cause: fault });
    }
  }
};

/** All that is tried beside reading and deleting. */
const attemptsOf = (of: ReturnType<typeof actorNamed>, find: ReturnType<typeof finder>): readonly Attempt[] => [
  ...securityAttempts(of, find),
  ...directoryAttempts(of, find),
  ...identityAttempts(find),
  ...lawAttempts(find),
  ...journalAttempts(find),
  ...referralAttempts(of, find),
  ...caseAttempts(of, find),
  ...handOverAttempts(find),
  ...hotlineAttempts(of, find),
  ...packetAttempts(find),
  ...sealedPacketAttempts(find),
  ...consentAttempts(find),
  ...breakGlassAttempts(find),
  ...rightsAttempts(find),
  ...identificationAttempts(of, find),
  ...protectionAttempts(of, find),
  ...assistanceAttempts(find),
  ...accommodationAttempts(find),
  ...proceedingsAttempts(find),
  ...judgmentAttempts(find),
  ...portalAttempts(find),
  ...conversationAttempts(find),
  ...linkAttempts(find),
  ...statisticsAttempts(find),
  ...matchingAttempts(find),
];

const callsOf = (of: ReturnType<typeof actorNamed>): readonly Call[] => [
  ...callAttempts(of),
  ...sendingCalls(of),
  ...matchingCalls,
  ...assistanceCalls(),
  ...judgmentCalls(),
  ...packetCalls(),
  ...accommodationCalls(),
  ...rightsCalls,
  ...portalCalls,
  ...conversationCalls,
  ...hotlineCalls,
];

const rowsOf = (of: ReturnType<typeof actorNamed>): readonly Row[] => [
  ...securityRows(of),
  ...directoryRows(of),
  ...identityRows(of),
  ...lawRows(of),
  ...journalRows(),
  ...referralRows(of),
  ...consentRows(),
  ...withdrawalRows(),
  ...breakGlassRows(),
  ...caseRows(of),
  ...handOverRows(of),
  ...hotlineRows(of),
  ...packetRows(of),
  ...sealedPacketRows(of),
  ...rightsRows(),
  ...identificationRows(of),
  ...protectionRows(of),
  ...assistanceRows(),
  ...accommodationRows(),
  ...proceedingsRows(of),
  ...judgmentRows(of),
  ...portalRows(),
  ...conversationRows(),
  ...linkRows(),
  ...statisticsRows(),
  ...matchingRows(),
];

/** Fills a fresh test database with the world. The roles and bodies are those of the Luxembourg profile. */
export const makeWorld = async (database: TestDatabase, administrator: Client): Promise<World> => {
  await installForTests(database);
  // Tests let every body work here; these two have no account, as in the country.
  await administrator.query(
    "update directory.organisation set has_accounts = false where code in ('ADEM', 'SCAS-SAV')",
  );
  await installProbe(administrator);
  const actors = await makeActors(database);
  const of = actorNamed(actors);
  const rows = rowsOf(of);
  await insertAll(administrator, rows);
  const find = finder(rows);
  return { actors, rows, attempts: attemptsOf(of, find), calls: callsOf(of) };
};

/** The statement of an attempt for an actor; processes try it with an inspector's body and name. */
export const statementFor = (world: World, actor: Actor, sql: string): string => {
  const inspector = world.actors[0];
  return asActor(sql, {
    organisation: org(actor.organisationCode ?? 'ITM'),
    staffId: actor.organisationCode === null ? (inspector?.staffId ?? '') : actor.staffId,
  });
};
