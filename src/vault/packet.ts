import { plainDate } from '../platform/clock.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Refusal, refuse } from '../platform/outcome.ts';
import { makePacket } from '../platform/sealing/packet.ts';
import type { PacketRefusal, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { consentRefusal, isBuried } from './bases.ts';
import { readContext, stillGranted, verifyViewer } from './context.ts';
import { decide, type OpenedFields, openGranted } from './open.ts';
import { consentsCalled } from './store/consents.ts';
import { record, subjectEntry } from './store/journal.ts';
import { isInUse } from './recipient-keys.ts';
import { type ToldKey, toldKeys } from './store/recipient-keys.ts';
import { now, today, type Vault } from './vault.ts';

type Asked = VaultRequest<'sealPacket'>;
type Why = PacketRefusal;

const compartmentsOf = ({ parts }: Asked) => [...new Set(parts.map(({ compartment }) => compartment))];

type For = { readonly bodies: readonly string[]; readonly recipientId: string };

/** A consent of this person to this very body, known to the body that seals, standing today, for all of it; null when it does. */
const missingConsent = async (vault: Vault, asked: Asked, { bodies, recipientId }: For) => {
  if (isBuried(vault, asked.consentId)) return 'consent-withdrawn';
  const consent = (await consentsCalled(vault.database, [asked.consentId])).get(asked.consentId);
  const isTheirs = bodies.some((id) => consent?.audience.includes(id));
  if (consent?.personId !== asked.subjectId || !isTheirs) return 'not-in-consent';
  const use = { organisationId: recipientId, compartments: compartmentsOf(asked) };
  return consentRefusal(consent, use, today(vault));
};

/** Who may seal, to which key, on which ground; nothing is opened before all of it holds. */
const keyFor = async (vault: Vault, asked: Asked): Promise<ToldKey | Refusal<Why>> => {
  const viewer = await verifyViewer(vault, asked);
  if (isRefusal(viewer)) return refuse(viewer.refused);
  const may = viewer.context.kind === 'staff' && stillGranted(viewer, 'permits', 'assistance.refer');
  if (!may) return refuse('not-allowed');
  const { organisationIds: bodies } = viewer.person;
  const [key] = await toldKeys(vault.database, bodies, asked.keyId);
  if (key === undefined || !isInUse(vault, key)) return refuse('unknown-key');
  const missing = await missingConsent(vault, asked, { bodies, recipientId: key.recipientId });
  return missing === null ? key : refuse(missing);
};

const chosen = (opened: OpenedFields, { parts }: Asked): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  Object.fromEntries(
    parts.map(({ compartment, fields }) => [
      compartment,
      Object.fromEntries(
        Object.entries(opened[compartment] ?? {}).filter(([field]) =>
          fields.some((one) => field === one || field.startsWith(`${one}.`)),
        ),
      ),
    ]),
  );

type Noted = Pick<JournalEntry, 'type' | 'data'>;

const write = async (vault: Vault, asked: Asked, { type, data }: Noted): Promise<void> => {
  const context = readContext(vault, asked);
  if (!context) return;
  const author = { organisationId: context.organisation, staffId: context.staff, now: now(vault) };
  const entry = { ...subjectEntry(type, asked), data: { compartments: compartmentsOf(asked), ...data } };
  await record(vault.database, author, entry);
};

const sealTo = async (vault: Vault, asked: Asked, key: ToldKey): Promise<VaultOutcome<'sealPacket'>> => {
  const { context, mac, subjectId, purpose, about, reference } = asked;
  const compartments = compartmentsOf(asked);
  const wanted = { context, mac, subjectId, compartments, purpose, reason: 'sealed_packet', about };
  const granted = await decide(vault, wanted);
  if (isRefusal(granted)) return granted;
  const opened = await openGranted(vault, wanted, granted);
  if (isRefusal(opened)) return opened;
  await write(vault, asked, { type: 'identity.packet-sealed', data: { recipient: key.recipientId, reference } });
  const signed = makePacket(
    { reference, from: key.from, to: key.to, made_at: now(vault), expires_on: plainDate(asked.expiresOn) },
    { facts: chosen(opened, asked) },
    { recipient: key.publicKey, signer: vault.keys.auditKey },
  );
  return { packet: JSON.stringify(signed) };
};

/**
 * Seals chosen texts of a person to the public key of a body outside the program and signs the packet; they leave the vault in no
 * other form. For who may open them here, on a consent to that very body. The lines come first; refusals are noted.
 */
export const sealPacket = async (vault: Vault, asked: Asked): Promise<VaultOutcome<'sealPacket'>> => {
  if (!readContext(vault, asked)) return refuse('context-not-valid');
  const key = await keyFor(vault, asked);
  if (!isRefusal(key)) return sealTo(vault, asked, key);
  await write(vault, asked, { type: 'identity.packet-refused', data: { refused: key.refused } });
  return key;
};
