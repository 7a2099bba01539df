import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** An interpreter of the service's directory: a number and languages, no name. */
export type Interpreter = {
  readonly id: Uuid;
  readonly number: string;
  readonly languages: readonly string[];
  readonly remote: boolean;
};

/** Adds an interpreter; false when the number is taken. */
export const insertInterpreter = async (
  tx: Transaction,
  it: Omit<Interpreter, 'id'> & { readonly organisationId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .insertInto('assistance.interpreter')
    .values({
      ...{ id: newId(), organisation_id: it.organisationId, number: it.number, languages: [...it.languages] },
      ...{ remote: it.remote, added_by: it.by, added_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** The service's interpreters. */
export const listInterpreters = async (tx: Transaction): Promise<readonly Interpreter[]> => {
  const found = await sql<Interpreter>`select i.id, i.number, i.languages, i.remote from assistance.interpreter i
    order by i.number limit 500`.execute(tx);
  return found.rows;
};

/** An interpreter who must not work for a person, and why. */
export type Conflict = { readonly interpreterId: Uuid; readonly ground: string };

/** Whom of the directory a person must not get. */
export const conflictsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Conflict[]> => {
  const found =
    await sql<Conflict>`select c.interpreter_id as "interpreterId", c.ground from assistance.interpreter_conflict c
    where c.support_id = ${supportId}::uuid`.execute(tx);
  return found.rows;
};

/** Writes a conflict down; false when it is known. */
export const insertConflict = async (
  tx: Transaction,
  it: Conflict & { readonly supportId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .insertInto('assistance.interpreter_conflict')
    .values({
      ...{ id: newId(), interpreter_id: it.interpreterId, support_id: it.supportId, ground: it.ground },
      ...{ set_by: it.by, set_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** A conference about one person: agreed fields alone. */
export type Conference = {
  readonly id: Uuid;
  readonly heldOn: PlainDate;
  readonly bodies: readonly string[];
  readonly points: readonly string[];
  readonly nextOn: PlainDate | null;
};

/** Writes a conference down. */
export const insertConference = async (
  tx: Transaction,
  it: Omit<Conference, 'id'> & { readonly supportId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<Uuid> => {
  const id = newId();
  await tx
    .insertInto('assistance.conference')
    .values({
      ...{ id, support_id: it.supportId, held_on: it.heldOn, bodies: [...it.bodies], points: [...it.points] },
      ...{ next_on: it.nextOn, written_by: it.by, written_at: it.at },
    })
    .execute();
  return id;
};

/** The conferences about a person, the newest first. */
export const conferencesOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Conference[]> => {
  const found = await sql<Conference>`select c.id, c.held_on as "heldOn", c.bodies, c.points, c.next_on as "nextOn"
    from assistance.conference c where c.support_id = ${supportId}::uuid order by c.held_on desc limit 100`.execute(tx);
  return found.rows;
};

/** How a support ended. */
export type Closing = {
  readonly ending: string;
  readonly exitTo: readonly string[];
  readonly exitHanded: boolean;
  readonly reportedTo: Uuid | null;
};

/** Writes down how a support ended. */
export const insertClosing = async (
  tx: Transaction,
  it: Closing & { readonly supportId: Uuid; readonly by: Uuid; readonly at: Instant },
): Promise<void> => {
  await tx
    .insertInto('assistance.closing')
    .values({
      ...{ support_id: it.supportId, ending: it.ending, exit_to: [...it.exitTo], exit_handed: it.exitHanded },
      ...{ reported_to: it.reportedTo, closed_by: it.by, closed_at: it.at },
    })
    .execute();
};

/** How a support ended; null while it lives. */
export const findClosing = async (tx: Transaction, supportId: Uuid): Promise<Closing | null> => {
  const found =
    await sql<Closing>`select c.ending, c.exit_to as "exitTo", c.exit_handed as "exitHanded", c.reported_to as "reportedTo"
    from assistance.closing c where c.support_id = ${supportId}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** What the law started and practice gave in a quarter, without a person. */
export type QuarterGap = {
  readonly quarter: string;
  readonly persons: number;
  readonly declined: number;
  readonly contacted: number;
  readonly contactDays: number | null;
  readonly assessed: number;
  readonly assessDays: number | null;
  readonly planned: number;
  readonly planDays: number | null;
};

/** By quarter; for the body that coordinates. */
export const readGaps = async (tx: Transaction): Promise<readonly QuarterGap[]> => {
  const found =
    await sql<QuarterGap>`select g.quarter, g.persons, g.declined, g.contacted, g.contact_days::float8 as "contactDays", g.assessed,
      g.assess_days::float8 as "assessDays", g.planned, g.plan_days::float8 as "planDays" from assistance.gaps() g limit 80`.execute(
      tx,
    );
  return found.rows;
};
