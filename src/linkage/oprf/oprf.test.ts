import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Evaluation, Oprf, VOPRFClient, VOPRFServer } from '@cloudflare/voprf-ts';
import { CryptoNoble } from '@cloudflare/voprf-ts/crypto-noble';
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { type Answer, ask, conclude, type Question } from './asking.ts';
import { evaluate, isPoint, newShare, shareOf } from './shares.ts';

const suite = Oprf.Suite.RISTRETTO255_SHA512;

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (given: Uint8Array | undefined): string => Buffer.from(given ?? []).toString('hex');
const { Fn } = ristretto255.Point;

/** RFC 9497, appendix A.1.2: ristretto255-SHA512, verifiable mode. */
const rfc = {
  secret: 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909',
  publicKey: 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e',
  inputs: ['00', '5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a'],
  blinds: [
    '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706',
    '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e',
  ],
  blinded: [
    '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
    '90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654',
  ],
  evaluated: [
    'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
    'cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a',
  ],
  proof:
    'cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08',
  outputs: [
    'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
    '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6',
  ],
};

const rfcQuestion: Question = {
  inputs: rfc.inputs.map(bytes),
  blinds: rfc.blinds.map(bytes),
  blinded: rfc.blinded.map(bytes),
};

/** The RFC's key as two shares: one at random, the other what is missing. */
const splitKey = () => {
  const first = newShare();
  const rest = Fn.sub(Fn.fromBytes(bytes(rfc.secret)), Fn.fromBytes(first.secret));
  return [first, shareOf(Fn.toBytes(rest))] as const;
};

const answerOf = (share: ReturnType<typeof newShare>, { blinded }: Question): Answer => ({
  ...evaluate(share, blinded),
  publicKey: share.publicKey,
});

describe('T1: the two-server function', () => {
  test('vectors of RFC 9497: public key, evaluation, proof, output', () => {
    const share = shareOf(bytes(rfc.secret));
    assert.equal(hex(share.publicKey), rfc.publicKey);
    assert.deepEqual(evaluate(share, rfcQuestion.blinded).points.map(hex), rfc.evaluated);
    const items = rfcQuestion.blinded.map((blinded, at) => ({
      ...{ blinded, input: bytes(rfc.inputs[at] ?? ''), blind: bytes(rfc.blinds[at] ?? '') },
      evaluated: bytes(rfc.evaluated[at] ?? ''),
    }));
    const outputs = ristretto255_oprf.voprf.finalizeBatch(items, share.publicKey, bytes(rfc.proof));
    assert.deepEqual(outputs.map(hex), rfc.outputs);
  });

  test('two shares give what the one key gives: the outputs of the RFC', () => {
    const answers = splitKey().map((share) => answerOf(share, rfcQuestion));
    assert.deepEqual(valueOf(conclude(rfcQuestion, answers)).map(hex), rfc.outputs);
  });

  test('one share alone gives nothing of it', () => {
    const [first] = splitKey();
    const twice = [answerOf(first, rfcQuestion), answerOf(first, rfcQuestion)];
    assert.notDeepEqual(valueOf(conclude(rfcQuestion, twice)).map(hex), rfc.outputs);
  });

  test('the same text gives the same secret each time, and is blinded otherwise each time', () => {
    const shares = [newShare(), newShare()];
    const texts = [Buffer.from('nameDate|PPSK:19940312')];
    const [one, other] = [ask(texts), ask(texts)];
    assert.notEqual(hex(one.blinded[0]), hex(other.blinded[0]));
    const [left, right] = [one, other].map((question) =>
      valueOf(
        conclude(
          question,
          shares.map((share) => answerOf(share, question)),
        ),
      ),
    );
    assert.deepEqual(left?.map(hex), right?.map(hex));
  });

  test('agrees with the implementation of Cloudflare as server and as asker', async () => {
    const share = shareOf(bytes(rfc.secret));
    const texts = [Buffer.from('one'), Buffer.from('two'), Buffer.from('three')];
    const question = ask(texts);
    const server = new VOPRFServer(suite, share.secret, CryptoNoble);
    const expected = await Promise.all(texts.map((text) => server.evaluate(text)));
    const [first, second] = splitKey();
    const ours = valueOf(conclude(question, [answerOf(first, question), answerOf(second, question)]));
    assert.deepEqual(ours.map(hex), expected.map(hex));

    const client = new VOPRFClient(suite, share.publicKey, CryptoNoble);
    const [finishing, request] = await client.blind(texts);
    const blinded = request.blinded.map((point) => point.serialize(true));
    const { points, proof } = evaluate(share, blinded);
    const mode = Buffer.from([Oprf.Mode.VOPRF]);
    const count = Buffer.from([0, points.length]);
    const evaluation = Evaluation.deserialize(suite, Buffer.concat([count, ...points, mode, proof]), CryptoNoble);
    assert.deepEqual((await client.finalize(finishing, evaluation)).map(hex), expected.map(hex));
  });
});

describe('T1: what is not proven is refused', () => {
  const shares = [newShare(), newShare()] as const;
  const question = ask([Buffer.from('one'), Buffer.from('two')]);
  const answers = shares.map((share) => answerOf(share, question));
  const refusedWith = (given: readonly (Answer | undefined)[]): string | null => {
    const outcome = conclude(
      question,
      given.filter((answer) => answer !== undefined),
    );
    return isRefusal(outcome) ? outcome.refused : null;
  };
  const [first, second] = answers;

  test('an answer made with another key than the published one', () => {
    const other = evaluate(newShare(), question.blinded);
    assert.equal(refusedWith([first, { ...other, publicKey: shares[1].publicKey }]), 'proof-wrong');
  });
  test('one bit of the proof', () => {
    const proof = Uint8Array.from(second?.proof ?? []);
    proof[5] = (proof[5] ?? 0) ^ 1;
    assert.equal(refusedWith([first, second && { ...second, proof }]), 'proof-wrong');
  });
  test('two points exchanged', () =>
    assert.equal(refusedWith([first, second && { ...second, points: [...second.points].reverse() }]), 'proof-wrong'));
  test('an answer of one server, a point too few, the neutral point, no point at all', () => {
    const [point = new Uint8Array()] = second?.points ?? [];
    assert.equal(refusedWith([first]), 'answer-incomplete');
    for (const points of [[point], [point, new Uint8Array(32)], [point, new Uint8Array(32).fill(255)]])
      assert.equal(refusedWith([first, second && { ...second, points }]), 'answer-incomplete');
    assert.ok(!isPoint(new Uint8Array(31)) && isPoint(point));
  });
});
