/*
 * A small assembler for WebAssembly: code is a list of bytes, made by functions named after the instructions. The bytes of
 * the module are made by the program itself; there is no compiled file to be trusted.
 */

/** A piece of code, byte by byte. */
export type Code = readonly number[];

/** LEB128 of an unsigned number. */
const unsigned = (number: number): Code => {
  const bytes: number[] = [];
  let rest = number;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
};

/** LEB128 of a signed number of 32 bits. */
const signed = (number: number): Code => {
  const bytes: number[] = [];
  let rest = number;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
};

const bytesOfDouble = (number: number): Code => [...new Uint8Array(Float64Array.of(number).buffer)];

/** Puts pieces of code one after the other. */
export const code = (...pieces: readonly Code[]): Code => pieces.flat();

const plain =
  (opcode: number) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), opcode];

const simd =
  (opcode: number) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];

const memory =
  (align: number, ...opcode: readonly number[]) =>
  (address: Code, ...value: readonly Code[]): Code => [...address, ...value.flat(), ...opcode, align, 0];

/** The value of a local. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];
/** Keeps a value in a local. */
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** A number of 32 bits. */
export const int = (number: number): Code => [0x41, ...signed(number)];
/** A number of 64 bits with a point. */
export const double = (number: number): Code => [0x44, ...bytesOfDouble(number)];

/** Instructions on 32 bits; memory is addressed in bytes. */
export const i32 = {
  add: plain(0x6a),
  sub: plain(0x6b),
  mul: plain(0x6c),
  and: plain(0x71),
  shiftLeft: plain(0x74),
  shiftRight: plain(0x76),
  isZero: plain(0x45),
  less: plain(0x48),
  atLeast: plain(0x4e),
  load: memory(2, 0x28),
  load16: memory(1, 0x2f),
  store: memory(2, 0x36),
  ofLong: plain(0xa7),
  ofDouble: plain(0xaa),
};
/** Instructions on 64 bits. */
export const i64 = {
  zero: [0x42, 0] as Code,
  one: [0x42, 1] as Code,
  load: memory(3, 0x29),
  and: plain(0x83),
  add: plain(0x7c),
  sub: plain(0x7d),
  bits: plain(0x7b),
  trailing: plain(0x7a),
  isZero: plain(0x50),
};
/** Instructions on numbers with a point. */
export const f64 = {
  ofInt: plain(0xb7),
  add: plain(0xa0),
  sub: plain(0xa1),
  mul: plain(0xa2),
  div: plain(0xa3),
  floor: plain(0x9c),
  atLeast: plain(0x66),
  store: memory(3, 0x39),
};
/** Instructions on 128 bits at once. */
export const v128 = {
  zero: [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)] as Code,
  load: memory(4, 0xfd, 0x00),
  splat: simd(0x0f),
  not: simd(77),
  and: simd(78),
  or: simd(80),
  xor: simd(81),
  select: simd(82),
  /** True when every byte is other than nought. */
  allTrue: simd(99),
  any: simd(83),
  low: (value: Code): Code => [...value, 0xfd, 29, 0],
  high: (value: Code): Code => [...value, 0xfd, 29, 1],
};

const nothing = 0x40;
/** A block that can be left at its end. */
export const block = (body: Code): Code => [0x02, nothing, ...body, 0x0b];
/** A block that can be begun again. */
export const loop = (body: Code): Code => [0x03, nothing, ...body, 0x0b];
/** Does something when a condition is not nought. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, nothing, ...body, 0x0b];
/** Does the one when a condition is not nought, else the other. */
export const choose = (condition: Code, one: Code, other: Code): Code => [
  ...condition,
  0x04,
  nothing,
  ...one,
  0x05,
  ...other,
  0x0b,
];
/** Leaves the block so many levels out, or begins the loop there again. */
export const leave = (depth: number): Code => [0x0c, depth];
/** Leaves as `leave` when a condition is not nought. */
export const leaveIf = (depth: number, condition: Code): Code => [...condition, 0x0d, depth];

/** The kinds of values, as the binary format numbers them. */
export const kinds = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
type Kind = (typeof kinds)[keyof typeof kinds];

/** A function of a module: it gives one i32. */
export type Routine = {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly locals: readonly (readonly [count: number, kind: Kind])[];
  readonly body: Code;
};

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Code => list([...Buffer.from(name)].map((byte) => [byte]));
const section = (number: number, items: readonly Code[]): Code => {
  const content = list(items);
  return [number, ...unsigned(content.length), ...content];
};

const bodyOf = ({ locals, body }: Routine): Code => {
  const content = [...list(locals.map(([count, kind]) => [...unsigned(count), kind])), ...body, 0x0b];
  return [...unsigned(content.length), ...content];
};

/** The bytes of a module that imports its memory as `env.memory` and exports its routines. */
export const moduleOf = (routines: readonly Routine[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      routines.map(({ parameters }) => [0x60, ...list(parameters.map((kind) => [kind])), 1, kinds.i32]),
    ),
    ...section(2, [[...text('env'), ...text('memory'), 2, 0, 1]]),
    ...section(
      3,
      routines.map((_, at) => [at]),
    ),
    ...section(
      7,
      routines.map(({ name }, at) => [...text(name), 0, at]),
    ),
    ...section(10, routines.map(bodyOf)),
  ]);
