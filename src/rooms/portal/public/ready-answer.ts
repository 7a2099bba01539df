import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Coding = 'br' | 'gzip' | 'identity';

/** The bytes of one answer in one coding, with the headers that go with them. */
export type Wire = {
  readonly body: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The same without what describes the body: for a browser that already has it. */
  readonly knownHeaders: Readonly<Record<string, string>>;
  /** Headers as Node takes them without looking anything up: name, value, name, value… */
  readonly flatHeaders: string[];
  readonly flatKnownHeaders: string[];
  /** The body's bytes as a text of characters up to 255 (`latin1`): Node writes it together with the headers, in one piece. */
  readonly text: string;
};

/** An answer made once and sent as it is to everyone: pages hold nothing about their reader. */
export type ReadyAnswer = { readonly status: number; readonly wires: Readonly<Record<Coding, Wire>> };

type Contents = {
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

const brotli = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const wireOf = (contents: Contents, coding: Coding, body: Buffer): Wire => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  const knownHeaders = { ...contents.headers, etag };
  const named = coding === 'identity' ? {} : { 'content-encoding': coding };
  const headers = { ...knownHeaders, 'content-type': contents.type, ...named, 'content-length': `${body.length}` };
  const flat = { flatHeaders: Object.entries(headers).flat(), flatKnownHeaders: Object.entries(knownHeaders).flat() };
  return { body, etag, headers, knownHeaders, ...flat, text: body.toString('latin1') };
};

const coded = (coding: Coding, bytes: Buffer): Buffer => {
  if (coding === 'br') return brotli(bytes);
  return coding === 'gzip' ? gzipSync(bytes, { level: 9 }) : bytes;
};

/** Made when it is first asked for, and kept. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

/**
 * An answer whose contents are drawn, and compressed in a coding, when the first reader asks for it: many pages in many
 * languages would make a start wait and hold memory for what nobody reads. Every reader after the first gets the bytes.
 */
export const readyAnswer = (contents: Contents | (() => Contents), status = 200): ReadyAnswer => {
  const drawn = once(typeof contents === 'function' ? contents : () => contents);
  const wire = (coding: Coding) =>
    once(() => {
      const { body } = drawn();
      return wireOf(drawn(), coding, coded(coding, Buffer.isBuffer(body) ? body : Buffer.from(body)));
    });
  const [br, gzip, identity] = [wire('br'), wire('gzip'), wire('identity')];
  return {
    status,
    wires: {
      get br() {
        return br();
      },
      get gzip() {
        return gzip();
      },
      get identity() {
        return identity();
      },
    },
  };
};

/** The codings that an Accept-Encoding header names, without those it refuses by a weight of zero. */
const codingsIn = (header: string): ReadonlySet<string> =>
  new Set(
    header
      .slice(0, 500)
      .toLowerCase()
      .split(',')
      .filter((part) => !/;\s*q\s*=\s*0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';', 1)[0]?.trim() ?? ''),
  );

const negotiate = (header: string): Coding => {
  const named = codingsIn(header);
  if (named.has('br')) return 'br';
  return named.has('gzip') || named.has('*') ? 'gzip' : 'identity';
};

/** Browsers send a handful of different headers: each is understood once. */
const understood = new Map<string, Coding>();
const mostUnderstood = 500;

/** The smallest coding that the browser's Accept-Encoding header allows; plain bytes if it says nothing. */
export const codingFor = (header: string | undefined): Coding => {
  if (header === undefined || header === '') return 'identity';
  const known = understood.get(header);
  if (known) return known;
  if (understood.size >= mostUnderstood) understood.clear();
  const coding = negotiate(header);
  understood.set(header, coding);
  return coding;
};

/** True if an If-None-Match header names these bytes. */
export const alreadyHas = (header: string | undefined, wire: Wire): boolean =>
  header !== undefined &&
  header
    .slice(0, 1000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === wire.etag);
