import { type Clock, type Instant, instantPlus } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';

/** What was begun and waits for its second half: a passkey challenge, an activation. Lives in memory, works once. */
export type Attempts = {
  readonly begin: <Content extends object>(kind: string, content: Content) => string;
  /** Takes it out. Null when it never was, was taken before, is older than five minutes or of another kind. */
  readonly take: <Content extends object>(kind: string, id: string) => Content | null;
  /** Puts a taken one back, for another try within its five minutes. */
  readonly putBack: (kind: string, id: string, content: object) => void;
};

type Waiting = { readonly kind: string; readonly content: object };

const lifetime = 5 * 60 * 1000;
/** Anybody may begin; beyond this the oldest is forgotten. */
const mostAtOnce = 10_000;

/** Keeps what was begun for five minutes. */
export const newAttempts = (clock: Clock): Attempts => {
  const waiting = new Map<string, Waiting>();
  const deadlines = new WeakMap<object, Instant>();
  const isOver = (content: object): boolean => (deadlines.get(content) ?? '') <= clock.now();
  const forgetOld = (): void => {
    for (const [id, { content }] of waiting) {
      if (!isOver(content) && waiting.size < mostAtOnce) break;
      waiting.delete(id);
    }
  };
  return {
    begin: (kind, content) => {
      forgetOld();
      const id = newId();
      deadlines.set(content, instantPlus(clock.now(), lifetime));
      waiting.set(id, { kind, content });
      return id;
    },
    take: <Content extends object>(kind: string, id: string): Content | null => {
      const found = waiting.get(id);
      if (found?.kind !== kind) return null;
      waiting.delete(id);
      return isOver(found.content) ? null : (found.content as Content);
    },
    putBack: (kind, id, content) => void waiting.set(id, { kind, content }),
  };
};
