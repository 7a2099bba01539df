import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import { refuse } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { PersonOfCase } from '../actions/consents.ts';
import { askEmergency, type Emergency, emergenciesOfCase, isFreshlySignedIn } from '../actions/emergencies.ts';
import { emergencyForm } from '../facts.ts';
import { ConfirmFirst, EmergencyChip } from './emergency-parts.tsx';
import { caseParams, type IdentityTools, PersonHead } from './parts.tsx';

type Shown = {
  readonly person: PersonOfCase;
  readonly isFresh: boolean;
  /** Of this person, as far as the viewer's body has to do with them. */
  readonly others: readonly Emergency[];
  readonly profile: Profile;
};

/** Only parts that the country lets be opened so, and that one's role opens. */
const ownParts = (page: PageContext, { breakGlass }: Profile): PageContext => {
  const offered: readonly string[] = breakGlass.compartments.filter((part) => page.viewer?.opens.includes(part));
  const codes: PageContext['codes'] = (list) =>
    list === 'sealed-parts' ? page.codes(list).filter(({ code }) => offered.includes(code)) : page.codes(list);
  return { ...page, codes };
};

const WhatHappens = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { profile } = shown;
  const limits = profile.breakGlass;
  return (
    <Notice title={words.t('identity.emergency.what')}>
      <ul>
        <li>{words.t('identity.emergency.what_second', { minutes: limits.answer_within_minutes })}</li>
        <li>{words.t('identity.emergency.what_minutes', { minutes: limits.minutes })}</li>
        <li>{words.t('identity.emergency.what_told')}</li>
        <li>{words.t('identity.emergency.what_review', { hours: limits.review_within_hours })}</li>
      </ul>
      <p class="soft">{`${limits.law} · ${words.t(`identity.mark.${limits.also ?? limits.provenance}`)}`}</p>
    </Notice>
  );
};

const Others = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null =>
  shown.others.length === 0 ? null : (
    <Panel title={page.words.t('identity.emergency.of_person')}>
      <Lines
        lines={shown.others.map((it) => ({
          main: <a href={`/emergencies/${it.id}`}>{page.words.date(it.requestedAt, 'moment')}</a>,
          note: <EmergencyChip it={it} page={page} />,
        }))}
      />
    </Panel>
  );

const AskPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { person, profile, isFresh } = shown;
  return (
    <>
      <PersonHead
        person={person}
        page={page}
        title={words.t('identity.emergency.ask_title')}
        lead={words.t('identity.emergency.ask_lead')}
      />
      <ErrorSummary page={page} />
      <Others shown={shown} page={page} />
      <WhatHappens shown={shown} page={page} />
      {isFresh ? null : <ConfirmFirst page={page} profile={profile} />}
      {isFresh || page.form !== null ? (
        <FormFor page={page} action={`/cases/${person.caseId}/emergency`}>
          <FieldSet
            page={ownParts(page, profile)}
            form={emergencyForm}
            state={page.form ?? formState(emergencyForm, {})}
          />
          <Button kind="danger">{words.t('identity.emergency.ask_button')}</Button>
        </FormFor>
      ) : null}
    </>
  );
};

const askPage = ({ personOfCase }: IdentityTools): Screen<Profile> =>
  getScreen({
    ...{ room: 'identity', path: '/cases/:caseId/emergency', permit: 'identity.ask-emergency', params: caseParams },
    load: async (scene: Scene, { params }): Promise<Shown | null> => {
      const person = await personOfCase(scene, params.caseId);
      if (person === null) return null;
      const others = await emergenciesOfCase(scene, params.caseId);
      return { person, others, isFresh: isFreshlySignedIn(scene), profile: scene.profile };
    },
    title: (_, words) => words.t('identity.emergency.ask_title'),
    page: (shown, page) => <AskPage shown={shown} page={page} />,
  });

const askedPage = (tools: IdentityTools, again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    ...{ room: 'identity', path: '/cases/:caseId/emergency', permit: 'identity.ask-emergency', params: caseParams },
    journals: ['identity.emergency_requested', 'identity.emergency-refused'],
    body: emergencyForm,
    once: true,
    act: async (scene: Scene, input, { params }) => {
      if ((await tools.personOfCase(scene, params.caseId)) === null) return refuse('not_found');
      return askEmergency(scene, tools.vault, {
        ...{ caseId: params.caseId, reason: input.emergency_reason ?? '' },
        compartments: (input.emergency_parts ?? []) as Compartment[],
      });
    },
    then: ({ emergencyId }) => `/emergencies/${emergencyId}?done=emergency_asked`,
    again,
  });

/** Asking, in an emergency, to open parts of a person: what happens first, then which parts and why. */
export const askEmergencyScreens = (tools: IdentityTools): readonly Screen<Profile>[] => {
  const page = askPage(tools);
  return [page, askedPage(tools, page)];
};
