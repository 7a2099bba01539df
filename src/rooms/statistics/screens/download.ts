import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Screen, StaffEnvironment } from '../../../platform/web/index.ts';
import { problemPage, refusalPage } from '../../../platform/web/staff/problem-page.tsx';
import {
  exchangeOf,
  mayUse,
  reading,
  readParams,
  readQuery,
  type SignedIn,
  toSignIn,
  writeReading,
} from '../../../platform/web/staff/steps.ts';
import type { Profile } from '../../../profile/index.ts';
import { exportFigure } from '../actions.ts';
import { describeFigure, type Described } from '../rules/index.ts';
import { figureCsv } from './csv.ts';

type Format = {
  readonly ending: 'csv' | 'json';
  readonly type: string;
  readonly write: (described: Described) => string;
};

const csv: Format = { ending: 'csv', type: 'text/csv; charset=utf-8', write: figureCsv };
const json: Format = {
  ending: 'json',
  type: 'application/json; charset=utf-8',
  write: (described) => `${JSON.stringify(describeFigure(described), null, 2)}\n`,
};

const room = 'statistics';
const permit = 'statistics.read';
const paramsSchema = z.object({ figure: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/) });
const querySchema = z.object({ run: z.uuid().optional() });

/** An export is written in the journal, and committed, before the file is made. */
const write = async (signedIn: SignedIn<Profile>, format: Format): Promise<string> => {
  const { exchange, viewer } = signedIn;
  const { environment, request, reply, visitor } = exchange;
  const params = readParams(paramsSchema, request);
  const query = readQuery(querySchema, request);
  if (isRefusal(params) || isRefusal(query)) return problemPage(exchange, 'not_found');
  await writeReading(signedIn, {
    type: 'statistics.figure_exported',
    subject: { kind: 'staff', id: viewer.staffId },
    data: { figure: params.figure, format: format.ending, run: query.run ?? null },
  });
  const found = await reading(signedIn, (scene) => exportFigure(scene, params.figure, query.run));
  if (isRefusal(found)) return refusalPage(exchange, found);
  const { profile, synthetic } = environment;
  const name = `${synthetic ? 'synthetic-' : ''}${params.figure}-${found.run.computedAt.slice(0, 10)}.${format.ending}`;
  reply.type(format.type).header('content-disposition', `attachment; filename="${name}"`);
  return format.write({ ...found, profile, words: visitor.words, synthetic });
};

const handle =
  (format: Format) =>
  (environment: StaffEnvironment<Profile>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const exchange = await exchangeOf(environment, room, request, reply);
    const viewer = exchange.visitor.session?.viewer;
    if (!viewer) return toSignIn(exchange);
    return mayUse(viewer, permit) ? write({ exchange, viewer }, format) : problemPage(exchange, 'not_allowed');
  };

const download = (format: Format): Screen<Profile> => ({
  ...{ method: 'GET', path: `/figures/:figure/numbers.${format.ending}`, room, permit, open: false },
  journals: ['statistics.figure_exported'],
  ...{ show: null, backTo: null, handle: handle(format) },
});

/** The numbers of a figure as a file. */
export const downloads: readonly Screen<Profile>[] = [download(csv), download(json)];
