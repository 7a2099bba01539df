import type { FastifyRequest } from 'fastify';
import type { FileAnswer } from '../../form/answer.ts';
import type { RawForm } from '../../form/form.ts';
import { flatten } from '../../form/raw.ts';
import { type Refusal, refuse } from '../../outcome.ts';
import type { ReceivedFile } from '../staff/screen.ts';

/** A received form: what was typed, and the files by the name of their field. */
export type ReceivedForm = {
  readonly raw: RawForm;
  readonly files: Readonly<Record<string, readonly ReceivedFile[]>>;
};

/** Largest form without files, in bytes; room for every page of a long report. */
export const bodyLimit = 1024 * 1024;

/** Limits of a form with files. The fields' own limits, checked later with their sentence, are smaller. */
const partLimits = { fileSize: 25 * 1024 * 1024, files: 20, fields: 5000, fieldSize: bodyLimit, parts: 5020 };

/** Decodes a form once. Never throws: what is not well encoded becomes the replacement character. */
export const decodeForm = (text: string): Record<string, string[]> => {
  const inputs = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const texts = inputs.get(name);
    if (texts) texts.push(value);
    else inputs.set(name, [value]);
  }
  return Object.fromEntries(inputs);
};

/** What cannot be received, with the status that says why. */
class Unreceived extends Error {
  readonly statusCode: number;
  constructor(statusCode: number) {
    super('a form could not be received');
    this.statusCode = statusCode;
  }
}

const typeOf = (request: FastifyRequest): string => (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';

const receiveParts = async (request: FastifyRequest): Promise<ReceivedForm> => {
  const inputs = new Map<string, string[]>();
  const files = new Map<string, ReceivedFile[]>();
  for await (const part of request.parts({ limits: partLimits })) {
    if (part.type === 'field' && part.valueTruncated) throw new Unreceived(413);
    if (part.type === 'field') inputs.set(part.fieldname, [...(inputs.get(part.fieldname) ?? []), String(part.value)]);
    else {
      const bytes = await part.toBuffer();
      if (part.filename === '' && bytes.length === 0) continue;
      const file = { name: part.filename, type: part.mimetype, bytes };
      files.set(part.fieldname, [...(files.get(part.fieldname) ?? []), file]);
    }
  }
  return { raw: flatten(Object.fromEntries(inputs)), files: Object.fromEntries(files) };
};

/** Receives the form of a request; refuses any other type of body. Too large parts throw with their status. */
export const receiveForm = async (request: FastifyRequest): Promise<ReceivedForm | Refusal<'wrong_type'>> => {
  const type = typeOf(request);
  if (type === 'multipart/form-data') {
    // Whatever the parser stumbles over was sent wrong: never a fault of ours.
    return receiveParts(request).catch((error: unknown) => {
      const tooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
      throw new Unreceived(tooLarge ? 413 : 400);
    });
  }
  if (type === 'application/x-www-form-urlencoded') return { raw: flatten(request.body ?? {}), files: {} };
  const empty = request.headers['content-length'] === '0' && type === '';
  return empty ? { raw: {}, files: {} } : refuse('wrong_type');
};

/** What the form says of its files, for `parse`. */
export const fileAnswers = (files: ReceivedForm['files']): Readonly<Record<string, readonly FileAnswer[]>> =>
  Object.fromEntries(
    Object.entries(files).map(([field, list]) => [
      field,
      list.map(({ name, type, bytes }, index) => ({ name, type, size: bytes.length, index })),
    ]),
  );
