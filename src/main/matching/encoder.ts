import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  type Answer,
  askFilterKey,
  beginEncoding,
  endEncoding,
  evaluateAt,
  type FilterTables,
  type KeyServerClient,
  keyServerClientOf,
  NORM_VERSION,
  normalise,
  tablesFrom,
} from '../../linkage/index.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../platform/outcome.ts';
import type { TelephonePlan } from '../../platform/telephone.ts';
import type { MatchingRefusal } from '../../platform/vault-client/index.ts';
import type { Encoder, EncoderMemory, Matter } from '../../vault/index.ts';
import { factsOf } from './facts.ts';

/** Where a key server is reached, and the file of the key with which the vault proves itself to it. */
export type KeyServerPlace = { readonly socketPath: string; readonly clientKeyFile: string };

/** Public keys by epoch, as they were first seen: a server that answers with another is found out. */
type Pins = Readonly<Record<string, readonly string[]>>;

const pinsName = 'matching-public-keys';

const hexToBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** A server may start after the vault and makes its client key then, so each is looked for until it is there. */
const lazily = (place: KeyServerPlace): (() => KeyServerClient | null) => {
  let client: KeyServerClient | null = null;
  return () => {
    if (client === null && existsSync(place.clientKeyFile)) {
      const key = Buffer.from(readFileSync(place.clientKeyFile, 'utf8').trim(), 'hex');
      client = keyServerClientOf({ socketPath: place.socketPath, key });
    }
    return client;
  };
};

const told = (refusal: Refusal): Refusal<MatchingRefusal> => {
  if (refusal.refused === 'key-server-down' || refusal.refused === 'quota') return refuse(refusal.refused);
  return refuse(refusal.refused === 'proof-wrong' ? 'proof-wrong' : 'key-server-refused');
};

type Standing = { readonly epoch: number; readonly norm: number; readonly publicKeys: readonly Uint8Array[] };

/** The newest epoch that all servers answer for, with the public keys that were pinned for it. */
const standingOf = async (
  clients: readonly KeyServerClient[],
  memory: EncoderMemory,
): Promise<Outcome<Standing, MatchingRefusal>> => {
  const answers = await Promise.all(clients.map((client) => client.ask('epochs', {})));
  const failed = answers.find((answer) => isRefusal(answer));
  if (failed && isRefusal(failed)) return told(failed);
  const open = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer.epochs]));
  const common = (open[0] ?? [])
    .map(({ number }) => number)
    .filter((epoch) => open.every((epochs) => epochs.some(({ number }) => number === epoch)));
  const epoch = Math.max(0, ...common);
  if (epoch === 0) return refuse('key-server-refused');
  const seen = open.map((epochs) => epochs.find(({ number }) => number === epoch)?.publicKey ?? '');
  const pins = JSON.parse(memory.read(pinsName) ?? '{}') as Pins;
  const pinned = pins[epoch] ?? seen;
  if (pinned.join() !== seen.join()) return refuse('key-server-changed');
  if (pins[epoch] === undefined) memory.write(pinsName, JSON.stringify({ ...pins, [epoch]: seen }));
  return { epoch, norm: NORM_VERSION, publicKeys: pinned.map(hexToBytes) };
};

type Asked = { readonly organisation: string; readonly blinded: readonly Uint8Array[] };

/** Has points evaluated by every server under one ticket, which is used once. */
const answersTo = async (
  clients: readonly KeyServerClient[],
  { epoch, publicKeys }: Standing,
  { organisation, blinded }: Asked,
): Promise<Outcome<readonly Answer[], MatchingRefusal>> => {
  const evaluation = { ticket: randomBytes(32).toString('hex'), organisation, epoch, blinded };
  const answers: Answer[] = [];
  for (const [at, client] of clients.entries()) {
    const answer = await evaluateAt(client, evaluation, publicKeys[at] ?? new Uint8Array());
    if (isRefusal(answer)) return told(answer);
    answers.push(answer);
  }
  return answers;
};

type Parts = {
  readonly servers: readonly (() => KeyServerClient | null)[];
  readonly memory: EncoderMemory;
  readonly telephone: TelephonePlan | null;
};

const connected = ({ servers }: Parts): readonly KeyServerClient[] | null => {
  const clients = servers.flatMap((server) => server() ?? []);
  return clients.length === servers.length ? clients : null;
};

type Begun = { readonly clients: readonly KeyServerClient[]; readonly standing: Standing };

const begin = async (parts: Parts): Promise<Outcome<Begun, MatchingRefusal>> => {
  const clients = connected(parts);
  if (clients === null) return refuse('key-server-down');
  const standing = await standingOf(clients, parts.memory);
  return isRefusal(standing) ? standing : { clients, standing };
};

/** The tables of an epoch, asked for once and kept in memory alone. */
const tablesOnce = () => {
  const known = new Map<number, FilterTables>();
  return async ({ clients, standing }: Begun): Promise<Outcome<FilterTables, MatchingRefusal>> => {
    const kept = known.get(standing.epoch);
    if (kept) return kept;
    const question = askFilterKey();
    const answers = await answersTo(clients, standing, { organisation: 'vault', blinded: question.blinded });
    if (isRefusal(answers)) return answers;
    const tables = tablesFrom(question, answers);
    if (isRefusal(tables)) return told(tables);
    known.set(standing.epoch, tables);
    return tables;
  };
};

const encodeWith =
  (parts: Parts, tablesFor: ReturnType<typeof tablesOnce>): Encoder['encode'] =>
  async (matter: Matter) => {
    const begun = await begin(parts);
    if (isRefusal(begun)) return begun;
    const tables = await tablesFor(begun);
    if (isRefusal(tables)) return tables;
    const encoding = beginEncoding(normalise(factsOf(matter), parts.telephone), tables);
    const asked = { organisation: matter.organisation, blinded: encoding.question.blinded };
    const answers = await answersTo(begun.clients, begun.standing, asked);
    if (isRefusal(answers)) return answers;
    const rows = endEncoding(encoding, answers);
    return isRefusal(rows) ? told(rows) : { epoch: begun.standing.epoch, norm: begun.standing.norm, rows };
  };

/** What the country says of matching: whose files are never encoded, and how it dials. */
export type MatchingCountry = { readonly neverFrom: readonly string[]; readonly telephone: TelephonePlan | null };

/** Encodes persons through both key servers. Names live in the vault's process alone; the servers see blinded points. */
export const matchingEncoder =
  (places: readonly KeyServerPlace[], { neverFrom, telephone }: MatchingCountry) =>
  (memory: EncoderMemory): Encoder => {
    const parts: Parts = { servers: places.map(lazily), memory, telephone };
    return {
      compartments: (marks) => (marks ? ['identity', 'contact_safe'] : ['identity']),
      neverFrom,
      standing: async () => {
        const begun = await begin(parts);
        return isRefusal(begun) ? begun : { epoch: begun.standing.epoch, norm: begun.standing.norm };
      },
      encode: encodeWith(parts, tablesOnce()),
      close: () => parts.servers.forEach((server) => server()?.close()),
    };
  };
