import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Clock, instantPlus, systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { type Basis, type Compartment, sealForBodies } from '../../src/platform/sealing/index.ts';
import type { SignedContext, VaultOutcome } from '../../src/platform/vault-client/index.ts';
import { addConsent, insertSealed, stepInAs, type TestRole, type TestVault, testLimits, testVault } from './vault.ts';

const opens = ['identity', 'contact_safe', 'testimony'];
const takesPart = { opens, purposes: ['protect'] } as const;
const approves = ['identity.see-emergencies', 'identity.ask-emergency', 'identity.approve-emergency'];
const roles = {
  officer: { ...takesPart, code: 'officer', permits: [...approves, 'identity.record-consent'] },
  helper: { ...takesPart, code: 'helper', permits: approves },
  administrator: { code: 'administrator', permits: ['directory.administer'] },
  protection: { code: 'protection', permits: ['identity.see-emergencies', 'identity.review-emergency'] },
} as const satisfies Readonly<Record<string, TestRole>>;

const texts = {
  identity: { familyName: 'Canary-Dragomir', givenName: 'Ilinca' },
  contact_safe: { telephone: 'Canary+352621' },
  testimony: { account: 'Canary: der Pass lag im Tresor.' },
};

type NewCase = { readonly caseId: string; readonly personId: string };

/** A police that holds what is sealed of a person, a service that sees the case and holds nothing, a ministry that is told. */
export type EmergencyWorld = {
  readonly vault: TestVault;
  readonly police: string;
  readonly service: string;
  readonly ministry: string;
  readonly officer: SignedContext;
  readonly helper: SignedContext;
  /** Of the same body as the helper; and of a body that acts for it. */
  readonly colleague: SignedContext;
  readonly unit: SignedContext;
  /** Of a body that has no part in it. */
  readonly stranger: SignedContext;
  readonly protection: SignedContext;
  readonly administrator: SignedContext;
  readonly helperWhoAdministers: SignedContext;
  readonly officerWhoAdministers: SignedContext;
  readonly newCase: () => Promise<NewCase>;
  /** The police holds it by a consent alone. */
  readonly newCaseByConsent: () => Promise<NewCase & { readonly consentId: string }>;
  readonly texts: (parts: readonly Compartment[]) => Record<string, Record<string, string>>;
  readonly openAsUsual: (as: SignedContext, personId: string) => Promise<VaultOutcome<'open'>>;
  /** A session of the same person that began so many minutes ago. */
  readonly signedMinutesAgo: (as: SignedContext, minutes: number) => Promise<SignedContext>;
  readonly again: (as: SignedContext) => Promise<SignedContext>;
  /** Opens as many persons as an hour allows. */
  readonly spendBudget: (as: SignedContext) => Promise<void>;
  readonly close: () => Promise<void>;
};

const staffOf = ({ context }: SignedContext): string => (JSON.parse(context) as { staff: string }).staff;

const people = async (vault: TestVault, bodies: { police: string; service: string; ministry: string }) => {
  const unitOfService = await vault.addOrganisation('SERVICE-UNIT', bodies.service);
  const other = await vault.addOrganisation('OTHER');
  const person = async (body: string, ...held: readonly TestRole[]): Promise<SignedContext> =>
    stepInAs(vault, (await vault.addStaff(body, held)).id);
  return {
    officer: await person(bodies.police, roles.officer),
    helper: await person(bodies.service, roles.helper),
    colleague: await person(bodies.service, roles.helper),
    unit: await person(unitOfService, roles.helper),
    stranger: await person(other, roles.helper),
    protection: await person(bodies.ministry, roles.protection),
    administrator: await person(bodies.police, roles.administrator),
    helperWhoAdministers: await person(bodies.service, roles.helper, roles.administrator),
    officerWhoAdministers: await person(bodies.police, roles.officer, roles.administrator),
  };
};

type Parts = Pick<EmergencyWorld, 'vault' | 'police' | 'service' | 'officer'>;

const sealPerson = async ({ vault, police, officer }: Parts, personId: string, basis: Basis): Promise<void> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
  const compartments = Object.keys(texts) as Compartment[];
  const rows = await sealForBodies({
    subjects: [{ subjectId: personId, compartments: texts }],
    recipients: keys.map((key) => ({ ...key, publicKey: Buffer.from(key.publicKey, 'base64'), basis, compartments })),
    vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    ...{ by: staffOf(officer), at: systemClock.now() },
  });
  await insertSealed(vault.casework, officer, rows);
};

const addCase = async ({ vault, police, service }: Parts, personId: string): Promise<string> => {
  const caseId = newId();
  await vault.administrator.query(
    `insert into cases.case_file (id, person_id, report_id, lead_organisation_id, audience, opened_at) values ($1, $2, $3, $4, $5, now())`,
    [caseId, personId, newId(), police, [police, service]],
  );
  return caseId;
};

const casesOf = (parts: Parts): Pick<EmergencyWorld, 'newCase' | 'newCaseByConsent'> => ({
  newCase: async () => {
    const personId = newId();
    await sealPerson(parts, personId, { kind: 'recipient', code: 'report' });
    return { personId, caseId: await addCase(parts, personId) };
  },
  newCaseByConsent: async () => {
    const personId = newId();
    const { vault, police } = parts;
    const given = { personId, organisations: [police], by: police, purposes: ['protect'] };
    const consentId = await addConsent(vault.administrator, given);
    await sealPerson(parts, personId, { kind: 'consent', code: consentId });
    return { personId, consentId, caseId: await addCase(parts, personId) };
  },
});

/** Signs as the vault does, with its key as the database holds it: nothing else could make a session of minutes ago. */
const signAgo = async (vault: TestVault, as: SignedContext, minutes: number): Promise<SignedContext> => {
  const session = createHash('sha256').update(randomBytes(32)).digest('hex');
  const issued = instantPlus(systemClock.now(), -minutes * 60_000);
  const context = JSON.stringify({ ...(JSON.parse(as.context) as object), session, issued });
  const found = await vault.administrator.query<{ key: Buffer }>('select key from security.context_key');
  const mac = createHmac('sha256', found.rows[0]?.key ?? Buffer.alloc(0)).update(context);
  const signed = { ...as, context, mac: mac.digest('hex') };
  await vault.administrator.query(
    `insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes)
     values (decode($1, 'hex'), $2, $3, 'staff', $4, decode($5, 'hex'), now() + interval '1 hour', 60)`,
    [session, staffOf(as), (JSON.parse(context) as { organisation: string }).organisation, context, signed.mac],
  );
  return signed;
};

/** Makes such a world; its vault tells the time by this clock. */
export const emergencyWorld = async (clock: Clock): Promise<EmergencyWorld> => {
  const told: string[] = [];
  const vault = await testVault({ clock, breakGlass: { ...testLimits, told } });
  const bodies = {
    police: await vault.addOrganisation('POLICE'),
    service: await vault.addOrganisation('SERVICE'),
    ministry: await vault.addOrganisation('MINISTRY'),
  };
  told.push(bodies.ministry);
  const parts = { vault, ...bodies, ...(await people(vault, bodies)) };
  const openAsUsual: EmergencyWorld['openAsUsual'] = ({ context, mac }, subjectId) =>
    vault.client().open({ context, mac, subjectId, compartments: ['identity'], purpose: 'protect', reason: 'protect' });
  const { newCase, newCaseByConsent } = casesOf(parts);
  return {
    ...{ ...parts, newCase, newCaseByConsent, openAsUsual },
    texts: (wanted) => Object.fromEntries(Object.entries(texts).filter(([part]) => wanted.some((one) => one === part))),
    signedMinutesAgo: (as, minutes) => signAgo(vault, as, minutes),
    again: (as) => stepInAs(vault, staffOf(as)),
    spendBudget: async (as) => {
      const { organisation } = JSON.parse(as.context) as { organisation: string };
      for (let times = 0; times < 60; times += 1) {
        const personId = newId();
        const consentId = await addConsent(vault.administrator, {
          ...{ personId, organisations: [organisation], by: organisation, purposes: ['protect'] },
        });
        await sealPerson({ ...parts, police: organisation, officer: as }, personId, {
          kind: 'consent',
          code: consentId,
        });
        valueOf(await openAsUsual(as, personId));
      }
    },
    close: () => vault.close(),
  };
};
