import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../src/platform/ids.ts';
import { personAnswers, reportAnswers } from '../../support/reports.ts';

/** What the program has promised to keep. */
export type Acknowledged = { readonly key: string; readonly id: string; readonly reference: string };

/** Sends reports until told to stop, each again and again under its key until it is acknowledged. */
export type Sender = {
  readonly acknowledged: Acknowledged[];
  readonly attempts: () => number;
  /** Why it gave up; null while it goes on. */
  readonly fault: () => unknown;
  /** Ends when the report that is being sent is acknowledged. */
  readonly stop: () => Promise<void>;
};

const born = { precision: 'exact', from: '1999-04-12', to: '1999-04-12' };

type Address = { readonly casework: string; readonly token: string };

const bodyOf = (persons: number): string =>
  JSON.stringify({ report: reportAnswers(), persons: Array.from({ length: persons }, () => personAnswers({ born })) });

/** One attempt. Null when nobody answered or the answer says to try again; throws when it is refused for good. */
export const attempt = async (
  { casework, token }: Address,
  sending: { readonly key: string; readonly body: string },
): Promise<Acknowledged | null> => {
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': sending.key },
    // In production the site stands behind a proxy; each sending from an address of its own stays under the limit.
    'x-forwarded-for': `10.${[1, 3, 5].map((at) => Number.parseInt(sending.key.slice(-at - 2, -at), 16)).join('.')}`,
  };
  try {
    const answer = await fetch(`${casework}/api/v1/reports`, {
      ...{ method: 'POST', headers, body: sending.body, signal: AbortSignal.timeout(15_000) },
    });
    const text = await answer.text();
    if (answer.status === 201) return { key: sending.key, ...(JSON.parse(text) as { id: string; reference: string }) };
    if (answer.status >= 500 || answer.status === 429) return null;
    throw new Error(`refused for good: ${answer.status} ${text.slice(0, 500)}`);
  } catch (fault) {
    if (fault instanceof Error && fault.message.startsWith('refused for good')) throw fault;
    return null;
  }
};

/** Starts one. */
export const startSender = (address: Address, persons: number): Sender => {
  const acknowledged: Acknowledged[] = [];
  let stopping = false;
  let attempts = 0;
  let fault: unknown = null;
  const sendOne = async (): Promise<void> => {
    const sending = { key: newId(), body: bodyOf(persons) };
    for (;;) {
      attempts += 1;
      const answer = await attempt(address, sending);
      if (answer) return void acknowledged.push(answer);
      await pause(150);
    }
  };
  const running = (async () => {
    while (!stopping) await sendOne();
  })();
  // Whoever awaits `stop` hears of a fault; until then it must not end the process.
  running.catch((reason: unknown) => {
    fault = reason;
  });
  return {
    acknowledged,
    attempts: () => attempts,
    fault: () => fault,
    stop: () => {
      stopping = true;
      return running;
    },
  };
};
