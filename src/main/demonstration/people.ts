import { addDays, type PlainDate } from '../../platform/clock.ts';
import type { Profile } from '../../profile/index.ts';
import { referralCodes } from '../../rooms/referrals/index.ts';
import { type Chance, chanceOf, inventedId } from './chance.ts';
import type { FormGroup, Invented, NameList } from './files.ts';

/** An invented person of a report: the answers about them, and what the story needs to know. */
export type InventedPerson = {
  readonly id: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly name: string;
  readonly born: PlainDate;
  readonly citizenship: string;
  readonly language: string;
  readonly isThirdCountry: boolean;
  /** The police find indications. */
  readonly isFound: boolean;
};

/** What is decided about a person before chance fills in the rest. */
export type PersonPlan = {
  readonly isFound: boolean;
  readonly isOnline: boolean;
  readonly isChild: boolean;
  readonly form: FormGroup;
  readonly commune: string;
  readonly seenOn: PlainDate;
  /** The sending body asks for consent. */
  readonly byConsent: boolean;
  /** Answers that differ from the plain ones. */
  readonly changes?: Readonly<Record<string, unknown>>;
};

const formsOf: Readonly<Record<FormGroup, readonly string[]>> = {
  labour: ['forced_labour', 'wages_taken'],
  sexual: ['prostitution', 'private_sexual_services', 'sexual_online'],
  domestic: ['domestic_servitude'],
  criminal: ['theft', 'drugs'],
  begging: ['begging'],
};
const sectors: Readonly<Record<FormGroup, readonly string[]>> = {
  labour: ['F', 'I', 'N', 'A'],
  sexual: ['S'],
  domestic: ['T'],
  criminal: ['unknown'],
  begging: ['unknown'],
};
const control = ['withholds_documents', 'debt', 'false_promises', 'takes_earnings', 'excessive_hours', 'isolates'];
const offline = ['friends', 'agency', 'community', 'family', 'street', 'at_work'];
const online = ['online_social_network', 'online_social_network', 'online_advertisement', 'online_other'];
const platforms: Readonly<Record<string, readonly string[]>> = {
  online_social_network: ['facebook', 'instagram', 'tiktok', 'telegram', 'vk'],
  online_advertisement: ['job_site', 'classified_ads', 'escort_site'],
  online_other: ['dating_site', 'online_game', 'whatsapp'],
};

const recruitment = (chance: Chance, isOnline: boolean): Record<string, unknown> => {
  if (!isOnline) return { recruitment_channel: chance.pick(offline) };
  const channel = chance.pick(online);
  return { recruitment_channel: channel, online_platform: chance.pick(platforms[channel] ?? ['other']) };
};

const signsOf = (profile: Profile, chance: Chance, count: number): readonly string[] =>
  chance.some(
    referralCodes(profile)('signs-general').map(({ code }) => code),
    count,
  );

const protection = (isChild: boolean): Record<string, unknown> =>
  isChild
    ? { age_answer: 'child', protection_told: 'yes', guardian_name: 'Tutelle Exemple' }
    : { age_answer: 'adult', cooperates: 'yes' };

const consent = ({ byConsent, isChild, seenOn }: PersonPlan, language: string): Record<string, unknown> =>
  byConsent && !isChild
    ? {
        ...{ agrees_police: true, agrees_support: true, explained_on: seenOn, explained_in: language },
        ...{ explained_with: 'professional_remote', explained_by_recorder: true, residence_said: 'both' },
      }
    : {};

const story = (chance: Chance, plan: PersonPlan): Record<string, unknown> => {
  const until = addDays(plan.seenOn, -chance.below(20));
  const since = addDays(until, -30 - chance.below(400));
  return {
    forms: [chance.pick(formsOf[plan.form])],
    periods: [
      {
        when: { precision: 'range', from: since, to: until },
        sector: chance.pick(sectors[plan.form]),
        control_means: chance.some(control, 1 + chance.below(3)),
      },
    ],
    places: [{ country: 'LU', commune: plan.commune, place_precision: 'commune' }],
    ...recruitment(chance, plan.isOnline),
  };
};

const bornFor = (chance: Chance, { isChild, seenOn }: PersonPlan): PlainDate =>
  addDays(seenOn, -Math.round((isChild ? 14 + chance.below(3) : 19 + chance.below(34)) * 365.25) - chance.below(300));

const isThird = (profile: Profile, country: string): boolean =>
  profile.hasCode('countries', country) && profile.code('countries', country).group === 'third_country';

type Identity = { readonly people: NameList; readonly sex: 'male' | 'female'; readonly name: string };

const identityOf = (chance: Chance, names: readonly NameList[], form: FormGroup): Identity => {
  const people = chance.pick(names);
  const sex = chance.percent(form === 'sexual' || form === 'domestic' ? 88 : 28) ? 'female' : 'male';
  return { people, sex, name: `${chance.pick(people.given[sex])} ${chance.pick(people.family)}` };
};

const placeToLive = (chance: Chance, isThirdCountry: boolean): Record<string, unknown> => ({
  residence_situation: isThirdCountry ? chance.pick(['irregular', 'permit', 'visa']) : 'eu_citizen',
  documents_withheld: chance.pick(['yes', 'no', 'not_sure']),
});

const reachable = (chance: Chance): Record<string, unknown> =>
  chance.percent(70)
    ? {
        can_be_contacted: true,
        channels: [
          {
            ...{ channel: 'phone', channel_value: `+352 621 000 ${100 + chance.below(900)}` },
            ...{ channel_is_safe: chance.percent(80), from_hour: 9, to_hour: 12 },
          },
        ],
      }
    : { can_be_contacted: false, no_contact_reason: chance.pick(['phone_controlled', 'not_safe', 'no_phone']) };

/** Invents a person of a report. The same name of the person and the same seed give the same person. */
export const inventPerson = (
  profile: Profile,
  { names, seed }: Invented,
  name: string,
  plan: PersonPlan,
): InventedPerson => {
  const chance = chanceOf(seed, name);
  const { people, sex, name: fullName } = identityOf(chance, names, plan.form);
  const { country, language } = people;
  const isThirdCountry = isThird(profile, country);
  const born = bornFor(chance, plan);
  const answers = {
    ...protection(plan.isChild),
    ...{ sex, citizenship: country, language, interpreter_need: 'yes', interpreter_language: language },
    ...story(chance, plan),
    ...{ still_exploited: 'no', how_left: { untold: 'not_asked' } },
    signs_general: signsOf(profile, chance, 2 + chance.below(3)),
    ...{ full_name: fullName, born },
    ...placeToLive(chance, isThirdCountry),
    ...reachable(chance),
    support_information: chance.pick(['informed', 'asks_contact', 'informed', 'declined']),
    ...consent(plan, language),
    ...plan.changes,
  };
  const facts = { name: fullName, born, citizenship: country, language, isThirdCountry, isFound: plan.isFound };
  return { id: inventedId(seed, name), answers, ...facts };
};
