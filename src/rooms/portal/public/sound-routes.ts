import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { alwaysHeaders } from './site.ts';
import { soundFiles, soundsFolder } from './sounds.ts';

type Piece = { readonly from: number; readonly to: number };

/** The piece that a `Range` header asks for: null for the whole, undefined where there is no such piece. */
export const pieceOf = (header: string | undefined, length: number): Piece | null | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d{0,9})-(\d{0,9})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(length - Number(last), 0) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to ? { from, to } : undefined;
};

const sendPiece = (reply: FastifyReply, body: Buffer, header: string | undefined): FastifyReply => {
  const piece = pieceOf(header, body.length);
  reply.headers({ ...alwaysHeaders, 'accept-ranges': 'bytes', 'content-type': 'audio/mpeg' });
  if (piece === undefined) return reply.code(416).header('content-range', `bytes */${body.length}`).send();
  if (piece === null) return reply.send(body);
  const { from, to } = piece;
  const range = `bytes ${from}-${to}/${body.length}`;
  return reply
    .code(206)
    .header('content-range', range)
    .send(body.subarray(from, to + 1));
};

/** Serves the sounds: read when somebody presses *play*, whole or, as telephones ask, piece by piece. Nothing is stored on the way. */
export const addSounds = (server: FastifyInstance): void => {
  const kept = new Map<string, Buffer>();
  const known = new Set(soundFiles());
  server.get<{ Params: { name: string } }>('/sound/:name', async (request, reply) => {
    const { name } = request.params;
    if (!known.has(name)) return reply.callNotFound();
    const body = kept.get(name) ?? readFileSync(join(soundsFolder, name));
    kept.set(name, body);
    return sendPiece(reply, body, request.headers.range);
  });
};
