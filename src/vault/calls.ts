import { refuse } from '../platform/outcome.ts';
import {
  requestSchemas,
  type VaultAnswers,
  type VaultCall,
  type VaultOutcome,
  type VaultRequest,
} from '../platform/vault-client/contract.ts';
import { activationBegin, activationFinish, activationIssue, activationIssueFirst } from './activation.ts';
import { signApi } from './api-tokens.ts';
import { backup, setRecoveryKey } from './backup.ts';
import { breakGlassRequest } from './break-glass.ts';
import { breakGlassAnswer } from './break-glass-answer.ts';
import { breakGlassEnd } from './break-glass-end.ts';
import { breakGlassOpen } from './break-glass-open.ts';
import { breakGlassReason } from './break-glass-reason.ts';
import { markCaller } from './callers.ts';
import { signCheckpoint } from './checkpoint.ts';
import { eraseSubject } from './erase/erase.ts';
import { collectEraseKeys } from './erase-key-inbox.ts';
import { OutOfReach } from './held-keys.ts';
import type { ClientName } from './keys.ts';
import { encodeWaiting } from './matching.ts';
import { open, openFile } from './open.ts';
import { organisationKeys } from './organisation-keys.ts';
import { passkeyBegin, passkeyFinish } from './passkeys.ts';
import { receipt } from './receipts.ts';
import { cancelRotation, destroyKeys, listKeys, rewrapBatch, rotateKey } from './rotate.ts';
import { indexWaiting, search } from './search.ts';
import { sealPacket } from './packet.ts';
import { share } from './share.ts';
import { signInPassword, stepIn } from './sign-in.ts';
import { lockNow, unlock, unlockJoin, unlockLeave, unlockState } from './unlock.ts';
import { unlockEnd } from './unlock-end.ts';
import { sealAct } from './two-acts.ts';
import type { Vault } from './vault.ts';
import { vouchedActs } from './vouched.ts';
import { withdrawConsent } from './withdraw.ts';

type Calls = {
  readonly [Call in VaultCall]: (vault: Vault, request: VaultRequest<Call>) => Promise<VaultOutcome<Call>>;
};

const health = async (vault: Vault): Promise<VaultAnswers['health'] | ReturnType<typeof refuse<'vault-down'>>> =>
  (await vault.custody.look()) === 'ok'
    ? { ready: true, demonstration: vault.demonstration, custodian: vault.keys.custodian.id }
    : refuse('vault-down');

const calls: Calls = {
  health,
  organisationKeys,
  stepIn,
  signInPassword,
  passkeyBegin,
  passkeyFinish,
  activationIssue,
  activationIssueFirst,
  activationBegin,
  activationFinish,
  signApi,
  open,
  openFile,
  share,
  sealPacket,
  sealAct,
  vouchedActs,
  withdrawConsent,
  breakGlassRequest,
  breakGlassAnswer,
  breakGlassOpen,
  breakGlassReason,
  breakGlassEnd,
  eraseSubject,
  collectEraseKeys,
  indexWaiting: async (vault) => ({ taken: await indexWaiting(vault) }),
  rotateKey,
  rewrapBatch,
  cancelRotation,
  listKeys,
  destroyKeys,
  encodeWaiting,
  search,
  markCaller,
  receipt,
  unlockState,
  unlockJoin,
  unlockLeave,
  unlock,
  unlockEnd,
  lockNow,
  setRecoveryKey,
  backup,
  signCheckpoint,
};

/** What each process may ask. The public site has no business with identities: it learns what a code becomes, nothing else. The worker opens nothing. */
const permitted: Readonly<Record<ClientName, readonly VaultCall[]>> = {
  casework: [
    'health',
    'organisationKeys',
    'stepIn',
    'signInPassword',
    'passkeyBegin',
    'passkeyFinish',
    'activationIssue',
    'activationBegin',
    'activationFinish',
    'signApi',
    'open',
    'openFile',
    'share',
    'sealPacket',
    'sealAct',
    'vouchedActs',
    'withdrawConsent',
    'breakGlassRequest',
    'breakGlassAnswer',
    'breakGlassOpen',
    'breakGlassReason',
    'breakGlassEnd',
    'search',
    'markCaller',
    'receipt',
    'unlockState',
    'unlockJoin',
    'unlockLeave',
    'unlock',
    'unlockEnd',
    'lockNow',
    'eraseSubject',
  ],
  portal: ['health', 'receipt'],
  worker: ['health', 'organisationKeys', 'collectEraseKeys', 'rewrapBatch', 'indexWaiting', 'signCheckpoint'],
  cli: [
    'health',
    'organisationKeys',
    'stepIn',
    'activationIssueFirst',
    'collectEraseKeys',
    'indexWaiting',
    'rotateKey',
    'rewrapBatch',
    'cancelRotation',
    'listKeys',
    'destroyKeys',
    'encodeWaiting',
    'receipt',
    'setRecoveryKey',
    'backup',
    'signCheckpoint',
  ],
};

/** What nobody does while the custodian of the root key is away. Taking back a consent goes on: it opens nothing to anybody. */
const opening: readonly VaultCall[] = [
  'open',
  'openFile',
  'share',
  'sealPacket',
  'breakGlassOpen',
  'search',
  'markCaller',
];

const isCall = (name: string): name is VaultCall => Object.hasOwn(requestSchemas, name);

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const run = async <Call extends VaultCall>(vault: Vault, call: Call, body: string): Promise<unknown> => {
  const request = requestSchemas[call].safeParse(parsed(body));
  if (!request.success) return refuse('bad-request', { field: request.error.issues[0]?.path.join('.') ?? '' });
  if (opening.includes(call) && !vault.custody.isOpen()) return refuse('vault-down');
  try {
    return await calls[call](vault, request.data as VaultRequest<Call>);
  } catch (fault) {
    if (fault instanceof OutOfReach) return refuse(fault.refusal);
    throw fault;
  }
};

/** Answers a call of a client: is it permitted, is the request well formed, then the call itself. */
export const answerCall = async (vault: Vault, client: ClientName, call: string, body: string): Promise<unknown> =>
  isCall(call) && permitted[client].includes(call) ? run(vault, call, body) : refuse('not-permitted');
