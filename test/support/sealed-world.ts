import { systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { type Basis, type Compartment, sealForBodies } from '../../src/platform/sealing/index.ts';
import type { SignedContext, VaultOutcome, VaultRequest } from '../../src/platform/vault-client/index.ts';
import {
  addConsent,
  insertSealed,
  stepInAs,
  type TestConsent,
  type TestRole,
  type TestVault,
  testVault,
} from './vault.ts';

const opens = ['identity', 'contact_safe', 'testimony'];
const roles = {
  investigator: {
    ...{ code: 'investigator', opens, purposes: ['identify'] },
    permits: ['cases.refer-support', 'identity.record-consent'],
  },
  helper: { code: 'helper', opens, purposes: ['assistance'], permits: ['cases.refer-support'] },
} as const satisfies Readonly<Record<string, TestRole>>;

/** A line of the journal. */
export type Line = {
  readonly type: string;
  readonly actor: string;
  readonly audience: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
};

/** What sealed texts of a person are made of here. */
export const texts = {
  identity: { familyName: 'Canary-Dragomir', givenName: 'Ilinca' },
  contact_safe: { telephone: 'Canary+352621' },
  testimony: { account: 'Canary: der Pass lag im Tresor.' },
};

/** A vault with a police that holds what is sealed, a service that may be let in, and a ministry that has no part in it. */
export type SealedWorld = {
  readonly vault: TestVault;
  readonly police: string;
  readonly service: string;
  readonly ministry: string;
  readonly officer: SignedContext;
  readonly helper: SignedContext;
  /** Seals a person to the police, on another basis if told. */
  readonly sealPerson: (basis?: Basis, subjectId?: string) => Promise<string>;
  /** A consent of the person for the service, recorded by the police. */
  readonly agree: (subjectId: string, changes?: Partial<TestConsent>) => Promise<string>;
  readonly share: (
    subjectId: string,
    consentId: string,
    changes?: Partial<VaultRequest<'share'>>,
  ) => Promise<VaultOutcome<'share'>>;
  readonly open: (
    as: SignedContext,
    subjectId: string,
    compartments?: readonly Compartment[],
  ) => Promise<VaultOutcome<'open'>>;
  readonly lines: (subjectId: string) => Promise<readonly Line[]>;
  readonly close: () => Promise<void>;
};

type People = Pick<SealedWorld, 'vault' | 'police' | 'service' | 'ministry' | 'officer' | 'helper'>;

const people = async (vault: TestVault): Promise<People & { readonly officerId: string }> => {
  const police = await vault.addOrganisation('POLICE');
  const service = await vault.addOrganisation('SERVICE');
  const ministry = await vault.addOrganisation('MINISTRY');
  const officerId = (await vault.addStaff(police, [roles.investigator])).id;
  const officer = await stepInAs(vault, officerId);
  const helper = await stepInAs(vault, (await vault.addStaff(service, [roles.helper])).id);
  return { vault, police, service, ministry, officer, helper, officerId };
};

const sealing =
  ({ vault, police, officer, officerId }: Awaited<ReturnType<typeof people>>): SealedWorld['sealPerson'] =>
  async (basis = { kind: 'recipient', code: 'report' }, subjectId = newId()) => {
    const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
    const compartments = Object.keys(texts) as Compartment[];
    const rows = await sealForBodies({
      subjects: [{ subjectId, compartments: texts }],
      recipients: keys.map((key) => ({ ...key, publicKey: Buffer.from(key.publicKey, 'base64'), basis, compartments })),
      vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
      by: officerId,
      at: systemClock.now(),
    });
    await insertSealed(vault.casework, officer, rows);
    return subjectId;
  };

/** Makes such a world, around a vault that is there if one is given. */
export const sealedWorld = async (given?: TestVault): Promise<SealedWorld> => {
  const { officerId, ...world } = await people(given ?? (await testVault()));
  const { vault, police, service, officer } = world;
  const client = vault.client();
  return {
    ...world,
    sealPerson: sealing({ ...world, officerId }),
    agree: (subjectId, changes = {}) =>
      addConsent(vault.administrator, { personId: subjectId, organisations: [service], by: police, ...changes }),
    share: (subjectId, code, changes = {}) =>
      client.share({
        ...{ context: officer.context, mac: officer.mac, subjectId, toOrganisationId: service },
        ...{ compartments: ['identity', 'contact_safe'], basis: { kind: 'consent', code }, ...changes },
      }),
    open: ({ context, mac }, subjectId, compartments = ['identity']) =>
      client.open({
        ...{ context, mac, subjectId, compartments: [...compartments], reason: 'help' },
        purpose: context === officer.context ? 'identify' : 'assistance',
      }),
    lines: async (subjectId) => {
      const text = `select type, actor, audience, data from journal.event where subject_id = $1 order by recorded_at`;
      return (await vault.administrator.query<Line>(text, [subjectId])).rows;
    },
    close: () => vault.close(),
  };
};
