import { z } from 'zod';
import type { Instant } from '../clock.ts';
import type { Outcome } from '../outcome.ts';
import { type Compartment, compartments } from '../sealing/wraps.ts';
import { about, actOfTwo, code, compartment, moment, packetRequest, sha256, signed, uuid } from './shapes.ts';
import type { KeyInUse, RotationProgress, UnlockState } from './key-answers.ts';
import type {
  BreakGlassRefusal,
  CallerRefusal,
  CommonRefusal,
  EraseRefusal,
  MatchingRefusal,
  OpenRefusal,
  PacketRefusal,
  SearchRefusal,
  SessionRefusal,
  ShareRefusal,
  TwoRefusal,
  UnlockRefusal,
  WithdrawRefusal,
} from './refusals.ts';

export type { KeyInUse, RotationProgress, UnlockState } from './key-answers.ts';
export type * from './refusals.ts';

/* What may be asked of the vault: one schema per call, read by the vault before anything else, and the type of its answer. */

/** Answers of the browser's passkey functions are judged by the WebAuthn library; here only their size is bounded by the frame. */
const credentialResponse = z.looseObject({ id: z.string().max(1400) });

/** The requests, by name of the call. */
export const requestSchemas = {
  health: z.strictObject({}),
  organisationKeys: z.strictObject({ organisationIds: z.array(uuid).max(500) }),
  stepIn: z.strictObject({ staffId: uuid, sessionHash: sha256 }),
  signInPassword: z.strictObject({
    login: z.string().max(200),
    password: z.string().max(1000),
    code: z.string().max(20),
    sessionHash: sha256,
  }),
  passkeyBegin: z.strictObject({ login: z.string().max(200).optional() }),
  passkeyFinish: z.strictObject({ attempt: uuid, response: credentialResponse, sessionHash: sha256 }),
  activationIssue: z.strictObject({ ...signed, staffId: uuid }),
  activationIssueFirst: z.strictObject({ staffId: uuid }),
  activationBegin: z.strictObject({ code: z.string().max(60) }),
  activationFinish: z.strictObject({
    attempt: uuid,
    proof: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('password'), password: z.string().max(1000), code: z.string().max(20) }),
      z.strictObject({ method: z.literal('passkey'), response: credentialResponse }),
    ]),
  }),
  signApi: z.strictObject({
    ...signed,
    staffId: uuid,
    tokenHash: sha256,
    scopes: z.array(code).min(1).max(50),
    expires: moment,
  }),
  open: z.strictObject({
    ...signed,
    subjectId: uuid,
    compartments: z.array(compartment).min(1).max(compartments.length),
    purpose: code,
    reason: code,
    about,
  }),
  openFile: z.strictObject({
    ...signed,
    subjectId: uuid,
    compartment,
    fileId: uuid,
    purpose: code,
    reason: code,
    about,
  }),
  share: z.strictObject({
    ...signed,
    subjectId: uuid,
    compartments: z.array(compartment).min(1).max(compartments.length),
    toOrganisationId: uuid,
    /** `code` names the consent or the article of law. */
    basis: z.strictObject({ kind: z.enum(['consent', 'law']), code }),
    about,
  }),
  /** `at` counts in the demonstration only, whose people act in the past. */
  sealAct: z.strictObject({ ...signed, at: moment, act: actOfTwo }),
  vouchedActs: z.strictObject({ ...signed, of: z.enum(['laws', 'recipient-keys']) }),
  sealPacket: packetRequest,
  withdrawConsent: z.strictObject({ ...signed, consentId: uuid, on: z.iso.date(), how: code }),
  breakGlassRequest: z.strictObject({
    ...signed,
    caseId: uuid,
    compartments: z.array(compartment).min(1).max(compartments.length),
    reason: z.string().trim().min(1).max(2000),
  }),
  breakGlassAnswer: z.strictObject({ ...signed, requestId: uuid, approve: z.boolean() }),
  breakGlassOpen: z.strictObject({ ...signed, requestId: uuid }),
  breakGlassReason: z.strictObject({ ...signed, requestId: uuid }),
  breakGlassEnd: z.strictObject({ ...signed, requestId: uuid }),
  eraseSubject: z.strictObject({ ...signed, requestId: uuid }),
  collectEraseKeys: z.strictObject({}),
  indexWaiting: z.strictObject({}),
  rotateKey: z.strictObject({ organisation: code }),
  rewrapBatch: z.strictObject({ organisationId: uuid.optional() }),
  cancelRotation: z.strictObject({ organisation: code }),
  listKeys: z.strictObject({ organisation: code.optional() }),
  destroyKeys: z.strictObject({ organisation: code }),
  encodeWaiting: z.strictObject({}),
  /** What is sought: a name goes with a day (`1998-03-11`) or year of birth; each of the others stands alone. */
  search: z.strictObject({
    ...signed,
    purpose: code,
    sought: z.strictObject({
      name: z.string().max(300).optional(),
      born: z.string().max(10).optional(),
      document: z.string().max(100).optional(),
      phone: z.string().max(60).optional(),
      alias: z.string().max(300).optional(),
    }),
  }),
  /** The number as it was typed or shown by the telephone; at least as long as a short code. */
  markCaller: z.strictObject({ ...signed, organisationId: uuid, number: z.string().regex(/^[+\d][\d ()/.-]{2,38}$/) }),
  receipt: z.strictObject({ stretched: z.string().regex(/^[0-9a-f]{128}$/) }),
  unlockState: z.strictObject({ ...signed }),
  unlockJoin: z.strictObject({ ...signed, passphrase: z.string().max(1000) }),
  unlockLeave: z.strictObject({ ...signed, staffId: uuid }),
  unlock: z.strictObject({ ...signed, passphrase: z.string().max(1000) }),
  unlockEnd: z.strictObject({ ...signed, passphrase: z.string().max(1000) }),
  lockNow: z.strictObject({ ...signed }),
  setRecoveryKey: z.strictObject({ publicKey: z.base64().max(60), replace: z.boolean() }),
  backup: z.strictObject({}),
  signCheckpoint: z.strictObject({}),
} as const;

export type VaultCall = keyof typeof requestSchemas;
export const vaultCalls = Object.keys(requestSchemas) as VaultCall[];
export type VaultRequest<Call extends VaultCall> = z.infer<(typeof requestSchemas)[Call]>;

/** A signed context: who looks, what she may, until when. Hand it to `security.begin_session` and keep it with the session. */
export type SignedContext = {
  readonly context: string;
  /** HMAC-SHA256 in hexadecimal. */
  readonly mac: string;
  readonly expires: Instant;
  readonly idleMinutes: number;
};

/** A public key to seal to, as `sealForBodies` takes it after `Buffer.from(publicKey, 'base64')`. */
export type PublishedKey = { readonly organisationId: string; readonly keyId: string; readonly publicKey: string };

/** What the browser needs for `navigator.credentials`; passed on unchanged. */
export type WebAuthnOptions = Readonly<Record<string, unknown>>;

export type VaultAnswers = {
  readonly health: { readonly ready: true; readonly demonstration: boolean; readonly custodian: string };
  readonly organisationKeys: { readonly keys: readonly PublishedKey[]; readonly vaultKey: PublishedKey };
  readonly stepIn: SignedContext;
  readonly signInPassword: SignedContext;
  readonly passkeyBegin: { readonly attempt: string; readonly options: WebAuthnOptions };
  readonly passkeyFinish: SignedContext;
  readonly activationIssue: { readonly code: string; readonly expires: Instant };
  readonly activationIssueFirst: { readonly code: string; readonly expires: Instant };
  readonly activationBegin: {
    readonly attempt: string;
    readonly login: string;
    readonly displayName: string;
    readonly language: string;
    /** True when one of the person's roles demands a passkey: then no password can be set. */
    readonly passkeyOnly: boolean;
    readonly passkeyOptions: WebAuthnOptions;
    /** `otpauth://` address and its secret in letters, for the authenticator app; null when only a passkey will do. */
    readonly totp: { readonly uri: string; readonly secret: string } | null;
  };
  readonly activationFinish: { readonly staffId: string };
  readonly signApi: SignedContext;
  /** Plaintexts by compartment and field. */
  readonly open: { readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>> };
  /** The key that opens the file's blob with `openFile` of the sealing platform. */
  readonly openFile: { readonly fileKey: string };
  /**
   * Compartments of which the other organisation can open more than before, and those that it could already open in
   * full on this very basis. Asking again adds nothing, so after `vault-down` the call may be repeated.
   */
  readonly share: { readonly added: readonly Compartment[]; readonly already: readonly Compartment[] };
  /** To be stored with the row, as it is; `at` is when it was done. */
  readonly sealAct: { readonly nonce: string; readonly seal: string; readonly at: Instant };
  /** Proposals of laws, or keys of bodies outside, for which everything that is told of them was sealed here and not ended. */
  readonly vouchedActs: { readonly ids: readonly string[] };
  /** The signed packet as it is handed on: one text. */
  readonly sealPacket: { readonly packet: string };
  /** Keys made anew, gone, waiting until somebody who holds them unlocks, and left because they do not open. */
  readonly withdrawConsent: Readonly<Record<'rekeyed' | 'removed' | 'waiting' | 'left', number>>;
  /** How many bodies may answer the request. */
  readonly breakGlassRequest: { readonly requestId: string; readonly addressed: number };
  /** Until when who asked may open; null when declined. */
  readonly breakGlassAnswer: { readonly endsAt: Instant | null };
  readonly breakGlassOpen: {
    readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly endsAt: Instant;
  };
  readonly breakGlassReason: { readonly reason: string };
  readonly breakGlassEnd: { readonly endsAt: Instant };
  /** The signed certificate (text, signature and raw public key in base64), and the bodies that keep their part. */
  readonly eraseSubject: {
    readonly certificate: string;
    readonly signature: string;
    readonly publicKey: string;
    readonly keptBy: readonly string[];
  };
  readonly collectEraseKeys: { readonly collected: number };
  /** Persons whose turn it was to be taken into the search of a body that holds them; none when nobody waits. */
  readonly indexWaiting: { readonly taken: number };
  readonly rotateKey: RotationProgress;
  /** Null: nothing was to be done. */
  readonly rewrapBatch: { readonly progress: RotationProgress | null };
  readonly cancelRotation: { readonly cancelled: true };
  readonly listKeys: { readonly keys: readonly KeyInUse[]; readonly rotations: readonly RotationProgress[] };
  readonly destroyKeys: { readonly destroyed: readonly string[] };
  /** Files that were encoded for matching, and how many still wait. Never whether anybody is known elsewhere. */
  readonly encodeWaiting: { readonly encoded: number; readonly waiting: number };
  /** Persons of the own body whose identity the viewer could have opened. */
  readonly search: { readonly subjects: readonly string[] };
  /** The keyed mark of the number, in hexadecimal; it leads back to no number. */
  readonly markCaller: { readonly mark: string };
  readonly receipt: { readonly lookup: string; readonly kek: string };
  readonly unlockState: UnlockState;
  readonly unlockJoin: UnlockState;
  readonly unlockLeave: UnlockState;
  readonly unlock: UnlockState;
  readonly unlockEnd: UnlockState;
  readonly lockNow: UnlockState;
  readonly setRecoveryKey: { readonly keyId: string };
  readonly backup: { readonly file: string; readonly bytes: number; readonly sha256: string; readonly keyId: string };
  /** To be stored as it is in `journal.checkpoint`; signature (Ed25519) and raw public key in base64. */
  readonly signCheckpoint: { readonly note: string; readonly signature: string; readonly publicKey: string };
};

/** The refusals of each call; what any call may meet stands in `CommonRefusal`. */
export type VaultRefusals = {
  readonly health: never;
  readonly organisationKeys: 'unknown-organisation';
  readonly stepIn: 'not-demonstration' | 'not-recognised';
  readonly signInPassword: 'not-recognised' | 'too-many-attempts' | 'passkey-required';
  readonly passkeyBegin: never;
  readonly passkeyFinish: 'not-recognised';
  readonly activationIssue: SessionRefusal | 'unknown-staff';
  readonly activationIssueFirst: 'already-set-up' | 'unknown-staff';
  readonly activationBegin: 'code-not-valid';
  readonly activationFinish:
    | 'code-not-valid'
    | 'passkey-required'
    | 'password-too-short'
    | 'password-too-long'
    | 'password-too-simple'
    | 'one-time-code-wrong'
    | 'passkey-not-accepted';
  readonly signApi: SessionRefusal | 'unknown-staff' | 'scope-too-wide' | 'expires-too-late';
  readonly open: OpenRefusal;
  readonly openFile: OpenRefusal;
  readonly share: ShareRefusal;
  readonly sealAct: TwoRefusal;
  readonly vouchedActs: SessionRefusal;
  readonly sealPacket: PacketRefusal;
  readonly withdrawConsent: WithdrawRefusal;
  readonly breakGlassRequest: BreakGlassRefusal;
  readonly breakGlassAnswer: BreakGlassRefusal;
  readonly breakGlassOpen: BreakGlassRefusal;
  readonly breakGlassReason: BreakGlassRefusal;
  readonly breakGlassEnd: BreakGlassRefusal;
  readonly eraseSubject: EraseRefusal;
  readonly collectEraseKeys: never;
  readonly indexWaiting: never;
  readonly rotateKey: 'unknown-organisation';
  readonly rewrapBatch: never;
  readonly cancelRotation: 'unknown-organisation' | 'no-rotation';
  readonly listKeys: 'unknown-organisation';
  readonly destroyKeys: 'unknown-organisation';
  readonly encodeWaiting: MatchingRefusal;
  readonly search: SearchRefusal;
  readonly markCaller: CallerRefusal;
  readonly receipt: never;
  readonly unlockState: SessionRefusal;
  readonly unlockJoin: SessionRefusal | 'password-too-short' | 'password-too-long' | 'password-too-simple';
  readonly unlockLeave: SessionRefusal | 'too-few-left';
  readonly unlock: SessionRefusal | UnlockRefusal | 'too-many-attempts';
  readonly unlockEnd: SessionRefusal | UnlockRefusal | 'too-many-attempts' | 'second-member';
  readonly lockNow: SessionRefusal;
  readonly setRecoveryKey: 'recovery-key-set';
  readonly backup: 'no-recovery-key';
  readonly signCheckpoint: 'journal-went-back';
};
/** What a call comes back with. It never throws and never hangs: a dead vault is the refusal `vault-down`. */
export type VaultOutcome<Call extends VaultCall> = Outcome<VaultAnswers[Call], VaultRefusals[Call] | CommonRefusal>;

/** The vault as the rest of the program sees it. */
export type VaultClient = {
  readonly [Call in VaultCall]: (request: VaultRequest<Call>) => Promise<VaultOutcome<Call>>;
} & { readonly close: () => void };
