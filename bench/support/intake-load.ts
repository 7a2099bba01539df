import { Agent, request } from 'node:http';
import { newId } from '../../src/platform/ids.ts';
import { personAnswers, reportAnswers } from '../../test/support/reports.ts';

const born = { precision: 'exact', from: '1999-04-12', to: '1999-04-12' };

/** The report that is sent again and again: four persons, as another system sends it. */
export const fourPersons = {
  report: reportAnswers(),
  persons: Array.from({ length: 4 }, () => personAnswers({ born })),
};
const body = Buffer.from(JSON.stringify(fourPersons));

/** Something that does one unit of work. */
export type Work = () => Promise<void>;

const addressFrom = (key: string): string =>
  `10.${[2, 4, 6].map((at) => Number.parseInt(key.slice(-at, -at + 2 || undefined), 16)).join('.')}`;

/** Sends the report over one kept connection per client; throws when it is not accepted. */
export const sendingTo = (port: number, token: string): Work => {
  const agent = new Agent({ keepAlive: true });
  return () =>
    new Promise((resolve, reject) => {
      const key = newId();
      const headers = {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': body.length },
        ...{ 'idempotency-key': key, 'x-forwarded-for': addressFrom(key) },
      };
      const sent = request({ port, host: '127.0.0.1', path: '/api/v1/reports', method: 'POST', agent, headers });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        const wrong = answer.statusCode === 201 ? null : new Error(`the report was not accepted: ${answer.statusCode}`);
        answer.resume().once('end', () => (wrong ? reject(wrong) : resolve()));
      });
      sent.end(body);
    });
};

/** Units of work per second with as many clients as there are works, each doing one after the other. */
export const perSecond = async (works: readonly Work[], seconds: number): Promise<number> => {
  const began = performance.now();
  let done = 0;
  const loop = async (work: Work): Promise<void> => {
    while (performance.now() - began < seconds * 1000) {
      await work();
      done += 1;
    }
  };
  await Promise.all(works.map(loop));
  return done / ((performance.now() - began) / 1000);
};

/** Milliseconds that each of some runs took, one after the other. */
export const timesOf = async (work: Work, runs: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
};
