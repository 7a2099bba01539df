import { Client } from 'pg';
import { SettingFault } from '../../platform/config.ts';
import { withRoles } from '../../platform/database/roles.ts';
import type { Profile } from '../../profile/index.ts';
import { organisationId } from '../../rooms/directory/index.ts';
import { firstState, reviewRules } from '../../rooms/identification/index.ts';
import { lawEntries } from '../../rooms/identity/index.ts';

const asOwner = async <T>(administrator: string, prefix: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: administrator });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${withRoles('{{owner}}', prefix)}`);
    const value = await work(client);
    await client.query('commit');
    return value;
  } finally {
    await client.end();
  }
};

const sentence = (wanted: 'demonstration' | 'production', found: string): string =>
  wanted === 'production'
    ? `this database was marked "${found}": invented people must not stand beside real ones. Give "npm run serve" a database of its own.`
    : `this database was marked "${found}": the demonstration must not enter it. Give "npm start" a data folder or database of its own.`;

/**
 * Marks a database, at its first start, as one of invented or of real people. Throws a `SettingFault` when it was marked
 * as the other kind before: synthetic data is never mixed with real data.
 */
export const markInstallation = (
  administrator: string,
  prefix: string,
  kind: 'demonstration' | 'production',
): Promise<void> =>
  asOwner(administrator, prefix, async (client) => {
    await client.query('insert into security.installation (id, kind) values (1, $1) on conflict (id) do nothing', [
      kind,
    ]);
    const marked = await client.query<{ kind: string }>('select kind from security.installation where id = 1');
    const found = marked.rows[0]?.kind ?? 'unmarked';
    if (found !== kind) throw new SettingFault('DATA_DIR', sentence(kind, found));
  });

/**
 * Puts the country's bodies, units and roles into the directory, its legal bases, and with which status a reported person
 * begins, as the owner. Safe to repeat: what is there is renewed.
 */
export const installProfile = async (administrator: string, prefix: string, profile: Profile): Promise<void> =>
  asOwner(administrator, prefix, async (client) => {
    await installOrganisations(client, profile);
    await installRoles(client, profile);
    await installLaws(client, profile);
    await client.query(
      'insert into identification.first_state (id, state) values (1, $1) on conflict (id) do update set state = excluded.state',
      [firstState(profile)],
    );
    await installReviews(client, profile);
  });

const installReviews = async (client: Client, profile: Profile): Promise<void> => {
  const rules = reviewRules(profile);
  await client.query('delete from identification.review_rule where state <> all ($1)', [
    rules.map(({ state }) => state),
  ]);
  for (const { state, after_days, remind_days, becomes } of rules)
    await client.query(
      `insert into identification.review_rule (state, after_days, remind_days, becomes) values ($1, $2, $3, $4)
       on conflict (state) do update set after_days = excluded.after_days, remind_days = excluded.remind_days, becomes = excluded.becomes`,
      [state, after_days, remind_days, becomes],
    );
};

/** The body in whose name a unit works, by the unit's code: SAVTEH and COTEH behind InfoTraite. */
const bodiesOfUnits = (profile: Profile): Map<string, string> =>
  new Map(
    Object.entries(profile.settings.units).flatMap(([body, units]) => units.map((unit) => [unit, body] as const)),
  );

const installOrganisations = async (client: Client, profile: Profile): Promise<void> => {
  const id = (code: string | null | undefined): string | null => (code ? organisationId(profile.id, code) : null);
  const actsFor = bodiesOfUnits(profile);
  const arranger = profile.onward.return.arranged_by;
  for (const one of profile.organisations)
    await client.query(
      `insert into directory.organisation (id, code, kind, names, has_accounts, arranges_returns) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set kind = excluded.kind, names = excluded.names, has_accounts = excluded.has_accounts,
         arranges_returns = excluded.arranges_returns`,
      [id(one.code), one.code, one.kind, JSON.stringify(one.names), one.accounts, one.code === arranger],
    );
  for (const one of profile.organisations)
    await client.query('update directory.organisation set parent_id = $2, acts_for_id = $3 where id = $1', [
      id(one.code),
      id(one.parent),
      id(actsFor.get(one.code)),
    ]);
};

const installRoles = async (client: Client, profile: Profile): Promise<void> => {
  for (const role of profile.roles)
    await client.query(
      `insert into directory.role (code, names, organisation_codes, permits, opens, purposes, sign_in, idle_minutes, opens_only, opens_days,
         sees_only, sees_days)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (code) do update set names = excluded.names, organisation_codes = excluded.organisation_codes,
         permits = excluded.permits, opens = excluded.opens, purposes = excluded.purposes,
         sign_in = excluded.sign_in, idle_minutes = excluded.idle_minutes,
         opens_only = excluded.opens_only, opens_days = excluded.opens_days,
         sees_only = excluded.sees_only, sees_days = excluded.sees_days`,
      [
        role.code,
        JSON.stringify(role.names),
        role.organisations,
        role.permits,
        role.opens,
        role.purposes,
        role.sign_in,
        role.idle_minutes,
        role.opens_only ?? null,
        role.opens_days ?? null,
        role.sees_only ?? null,
        role.sees_days ?? null,
      ],
    );
};

/** The profile's legal bases, each under the hash of what it says. One that changed is another one, and off. */
const installLaws = async (client: Client, profile: Profile): Promise<void> => {
  const entries = lawEntries(profile);
  await client.query('update identity.legal_basis set listed = hash = any ($1)', [entries.map(({ hash }) => hash)]);
  for (const { hash, entry } of entries)
    await client.query(
      'insert into identity.legal_basis (hash, code, entry, listed) values ($1, $2, $3, true) on conflict (hash) do nothing',
      [hash, entry.id, JSON.stringify(entry)],
    );
};

/** A member of staff to put into the directory without anybody being signed in yet. */
export type NewStaff = {
  readonly id: string;
  readonly organisationCode: string;
  readonly login: string;
  readonly displayName: string;
  readonly language: 'en' | 'fr' | 'de';
  readonly roles: readonly string[];
  /** True only for the personas of the demonstration, who are active at once. */
  readonly synthetic: boolean;
};

/** Adds staff as the owner: the first administrators, or the demonstration's personas. Who is there already is left alone. */
export const installStaff = async (
  administrator: string,
  prefix: string,
  installation: { readonly profileId: string; readonly staff: readonly NewStaff[] },
): Promise<void> =>
  asOwner(administrator, prefix, async (client) => {
    for (const one of installation.staff) {
      await client.query(
        `insert into directory.staff (id, organisation_id, login, display_name, language, state, synthetic)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        [
          one.id,
          organisationId(installation.profileId, one.organisationCode),
          one.login,
          one.displayName,
          one.language,
          one.synthetic ? 'active' : 'invited',
          one.synthetic,
        ],
      );
      for (const role of one.roles)
        await client.query(
          'insert into directory.staff_role (staff_id, role_code) values ($1, $2) on conflict do nothing',
          [one.id, role],
        );
    }
  });
