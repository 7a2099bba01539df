import { z } from 'zod';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { apiAdding, apiChange, apiReading, type ApiRoute } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyOf } from '../../directory/index.ts';
import {
  acceptSupport,
  declineSupport,
  readOffer,
  readSupportInbox,
  referToSupport,
  type ShareKeys,
  shareKeys,
  type SupportReferral,
  takeBackSupport,
} from '../actions/index.ts';
import { caseLists, type CasesRefusal } from '../facts.ts';

/** What these routes need beside a scene: the vault hands keys over, as on the pages. */
export type CasesApiTools = { readonly profile: Profile; readonly share: ShareKeys };

const room = 'cases';
const code = z.string();

const offerSchema = z.object({
  ...{ id: z.uuid(), reference: code, state: code, urgency: code, parts: z.array(code), language: code },
  ...{ from: code.nullable(), to: code.nullable(), offered_at: z.string(), answered_at: z.string().nullable() },
  ...{ keys_handed_over_at: z.string().nullable(), version: z.string().describe('The ETag to change it with.') },
});

const told = ({ profile }: Scene, it: SupportReferral) => ({
  ...{ id: it.id, reference: it.reference, state: it.state, urgency: it.urgency, parts: it.parts },
  ...{ language: it.language, offered_at: it.offeredAt, answered_at: it.answeredAt, version: String(it.version) },
  from: bodyOf(profile, it.fromOrganisationId)?.code ?? null,
  to: bodyOf(profile, it.toOrganisationId)?.code ?? null,
  keys_handed_over_at: it.keysSharedAt,
});

const listing: ApiRoute<Profile> = apiReading({
  ...{ room, path: '/api/v1/support-offers', permit: 'cases.read', journals: [], id: 'listSupportOffers' },
  summary: 'List referrals to support, sent and received; those that wait come first',
  query: z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  answer: z.object({ total: z.int(), page: z.int(), offers: z.array(offerSchema) }),
  load: async (scene: Scene, { input: { page } }) => {
    const { offers, total } = await readSupportInbox(scene, page);
    return { body: { total, page, offers: offers.map((one) => told(scene, one)) } };
  },
});

const referring = (profile: Profile): ApiRoute<Profile> =>
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/support-offers', permit: 'cases.refer-support', id: 'referToSupport' },
    journals: ['cases.referred_to_support', 'cases.task_done', 'cases.task_set'],
    summary: 'Refer the person to the support service, on a consent that is recorded and stands',
    params: z.object({ caseId: z.uuid() }),
    body: z
      .strictObject({ urgency: z.enum(profile.codeList('urgency').codes.map((one) => one.code)) })
      .meta({ examples: [{ urgency: 'routine' }] }),
    make: async (scene: Scene, { params: { caseId }, input: { urgency } }) => {
      const made = await referToSupport(scene, caseId, { urgency });
      return isRefusal(made) ? made : `/api/v1/support-offers/${made.referralId}`;
    },
  });

type Step = {
  readonly step: 'accept' | 'decline' | 'take_back' | 'hand_over_keys';
  readonly reason?: string | undefined;
  readonly words?: string | undefined;
};

const takeStep = (
  scene: Scene,
  share: ShareKeys,
  offerId: string,
  { step, ...end }: Step,
): Promise<Outcome<object, CasesRefusal>> => {
  if (step === 'accept') return acceptSupport(scene, offerId);
  if (step === 'decline') return declineSupport(scene, offerId, end);
  return step === 'take_back' ? takeBackSupport(scene, offerId, end) : shareKeys(scene, share, offerId);
};

/** A step, and for two of them why, in a code and in words. */
const stepBody = z
  .strictObject({
    step: z.enum(['accept', 'decline', 'take_back', 'hand_over_keys']),
    reason: z
      .enum([...new Set([...caseLists['support-decline-reasons'], ...caseLists['take-back-reasons']])])
      .optional()
      .describe('Needed to decline and to take back, each from its own list.'),
    words: z.string().min(1).max(2000).optional().describe('Beside the reason; sealed to both bodies.'),
  })
  .meta({
    examples: [
      { step: 'accept' },
      { step: 'decline', reason: 'no_capacity' },
      { step: 'take_back', reason: 'offered_by_mistake' },
    ],
  });

const changing = ({ share }: CasesApiTools): ApiRoute<Profile> =>
  apiChange({
    ...{ room, path: '/api/v1/support-offers/:offerId', permit: 'cases.read', id: 'changeSupportOffer' },
    params: z.object({ offerId: z.uuid() }),
    journals: [
      'cases.support_accepted',
      'cases.support_declined',
      'assistance.begun',
      'cases.task_set',
      'cases.support_taken_back',
      'cases.task_done',
      'cases.keys_shared',
      'identity.shared',
      'identity.share-refused',
    ],
    summary:
      'Accept, decline or take back a referral, or hand the keys of the agreed parts over; If-Match holds its version',
    body: stepBody,
    change: async (scene: Scene, { params: { offerId }, input, version }) => {
      const seen = await readOffer(scene, offerId);
      if (seen === null) return refuse('not_found');
      if (version !== String(seen.version)) return refuse('changed_meanwhile');
      const done = await takeStep(scene, share, offerId, input);
      if (isRefusal(done)) return done;
      return { version: String((await readOffer(scene, offerId))?.version ?? seen.version + 1) };
    },
  });

/** Referrals to the support service. */
export const supportRoutes = (tools: CasesApiTools): readonly ApiRoute<Profile>[] => [
  listing,
  referring(tools.profile),
  changing(tools),
];
