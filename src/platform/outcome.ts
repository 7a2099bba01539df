/**
 * A refusal is an expected *no*: a value from the closed list of its room, with the field it concerns and
 * the values its sentence needs. A fault (a broken promise of the program or its surroundings) is thrown.
 */
export type Refusal<Code extends string = string> = {
  readonly refused: Code;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Makes a refusal. `code` comes from the closed list of the room that refuses. */
export const refuse = <Code extends string>(code: Code, more: Omit<Refusal<Code>, 'refused'> = {}): Refusal<Code> => ({
  refused: code,
  ...more,
});

/** Tells a refusal from a value. */
export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && typeof (outcome as { refused?: unknown }).refused === 'string';

/** What an action gives back: its value or a refusal. */
export type Outcome<Value, Code extends string = string> = Value | Refusal<Code>;

/** Returns the value, or throws when it was refused. For callers that know the step is allowed (demonstration, tests). */
export const valueOf = <Value>(outcome: Value | Refusal): Value => {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused}${outcome.field ? ` (${outcome.field})` : ''}`);
  return outcome;
};
