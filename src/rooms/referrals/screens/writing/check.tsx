import type { VNode } from 'preact';
import { z } from 'zod';
import type { Answers, Form } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import {
  Button,
  CheckAnswers,
  Chip,
  ErrorSummary,
  FormFor,
  getScreen,
  Lines,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Check, checkDraft, type OpenDraft } from '../../actions/drafts/read.ts';
import { sendReport } from '../../actions/drafts/send.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import type { Section } from '../../facts/sections.ts';
import { Advice, Inactive, Missing, SignResult, StaysBehindNotice } from './check-parts.tsx';
import {
  DangerNotice,
  draftParams,
  personTitle,
  type ReferralTools,
  saysDanger,
  sectionTitle,
  type With,
  withKey,
} from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

type CheckProps = With<Check> & { readonly page: PageContext };

/** The questions of one page; a group without rows has nothing to check. */
const only = (form: Form<unknown>, section: Section, values: unknown): Form<unknown> => ({
  ...form,
  fields: form.fields.filter(
    (field) =>
      section.fields.includes(field.id) && (field.kind !== 'repeat' || (values as Answers)[field.id] !== undefined),
  ),
});

const SectionAnswers = (props: {
  page: PageContext;
  profile: Profile;
  form: Form<unknown>;
  section: Section;
  values: unknown;
  path: string;
}): VNode => (
  <section class="summary-card">
    <header>
      <h3>{sectionTitle(props.page.words, props.section.key)}</h3>
      <div class="actions">
        <a href={props.path}>{props.page.words.t('referrals.check.change_page')}</a>
      </div>
    </header>
    <CheckAnswers
      page={{ words: props.page.words, codes: referralCodes(props.profile) }}
      form={only(props.form, props.section, props.values)}
      values={props.values}
      change={(id) => `${props.path}#${id.split('.')[0] ?? id}`}
    />
  </section>
);

const ReportAnswers = ({ data, profile, page }: CheckProps): VNode => {
  const { draft } = data;
  return (
    <Panel title={page.words.t('referrals.overview.report')}>
      {draft.reportPages.map(({ section }) => (
        <SectionAnswers
          key={section.key}
          {...{ page, profile, section }}
          form={reportForm}
          values={draft.read.answers}
          path={`/reports/drafts/${draft.draftId}/page/${section.key}`}
        />
      ))}
    </Panel>
  );
};

const personPages = (draft: OpenDraft, personId: Uuid): readonly Section[] =>
  (draft.personPages.find((one) => one.personId === personId)?.pages ?? [])
    .filter(({ state }) => state !== 'not_asked')
    .map((line) => line.section);

const PersonAnswers = ({ data, profile, page, index }: CheckProps & { index: number }): VNode | null => {
  const { draft, signs } = data;
  const person = draft.read.persons[index];
  if (!person) return null;
  return (
    <Panel title={personTitle(page.words, index + 1)}>
      <SignResult advice={signs[index]} profile={profile} words={page.words} />
      {personPages(draft, person.id).map((section) => (
        <SectionAnswers
          key={section.key}
          {...{ page, profile, section }}
          form={personFormFor(draft.read.byDuty)}
          values={person.answers}
          path={`/reports/drafts/${draft.draftId}/persons/${person.id}/${section.key}`}
        />
      ))}
    </Panel>
  );
};

const Recipients = ({ data, profile, page }: CheckProps): VNode => (
  <Panel title={page.words.t('referrals.check.goes_to')}>
    <Lines
      lines={data.recipients.map((id) => ({
        main: bodyName(profile, page.words, id),
        note: page.words.t(`referrals.route.${data.route}`),
      }))}
    />
    <StaysBehindNotice stays={data.staysBehind} words={page.words} />
  </Panel>
);

const Declaration = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => {
  const { words, form } = page;
  const error = form?.errors.find((one) => one.name === 'declared');
  return (
    <FormFor page={page} action={`/reports/drafts/${draft.draftId}/send`} version={String(draft.version)} light>
      <h2>{words.t('referrals.check.declaration')}</h2>
      {error?.sentence ? (
        <p class="field-error" id="declared-error">
          {error.sentence}
        </p>
      ) : null}
      <label class="pick">
        <input
          type="checkbox"
          id="declared"
          name="declared"
          value="yes"
          aria-describedby={error ? 'declared-error' : undefined}
          aria-invalid={error ? 'true' : undefined}
        />
        <span>{words.t('referrals.field.declared.label')}</span>
      </label>
      <Button>{words.t('referrals.check.send')}</Button>
      <p class="hint">{words.t('referrals.check.send_text')}</p>
    </FormFor>
  );
};

const CheckPage = (props: CheckProps): VNode => {
  const { data, profile, page } = props;
  const { draft, advice } = data;
  const { words } = page;
  const missing = draft.read.problems.length;
  return (
    <>
      <PageHead
        title={words.t('referrals.check.title')}
        lead={words.t('referrals.check.lead')}
        back={{ href: `/reports/drafts/${draft.draftId}`, label: words.t('referrals.overview.title') }}
        chips={
          <Chip tone={missing > 0 ? 'warn' : 'good'}>{words.t('referrals.overview.missing', { count: missing })}</Chip>
        }
      />
      <ErrorSummary page={page} />
      {saysDanger(draft) ? <DangerNotice profile={profile} words={words} /> : null}
      <Missing draft={draft} page={page} profile={profile} />
      <Recipients {...props} />
      <Advice advice={advice} draft={draft} words={words} />
      <ReportAnswers {...props} />
      {draft.read.persons.map((person, index) => (
        <PersonAnswers key={person.id} {...props} index={index} />
      ))}
      <Inactive check={data} page={page} profile={profile} />
      {missing === 0 ? (
        <Declaration draft={draft} page={page} />
      ) : (
        <Notice tone="warn">{words.t('referrals.check.not_yet')}</Notice>
      )}
    </>
  );
};

const load = async (scene: Scene, tools: ReferralTools, draftId: Uuid): Promise<With<Check> | null> => {
  const check = await checkDraft(withKey(scene, tools), draftId);
  return check === null ? null : { data: check, profile: scene.profile };
};

/** Everything once more before sending, and the sending itself: once, whatever is clicked how often. */
export const checkScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const check = getScreen({
    room: 'referrals',
    path: '/reports/drafts/:draftId/check',
    permit: 'referrals.write',
    params: draftParams,
    load: (scene: Scene, { params }) => load(scene, tools, params.draftId),
    title: (_, words) => words.t('referrals.check.title'),
    page: (loaded, page) => <CheckPage {...loaded} page={page} />,
  });
  const send = postScreen({
    journals: ['referrals.report_sent', 'identity.consent_given', 'identity.consent_refused'],
    room: 'referrals',
    path: '/reports/drafts/:draftId/send',
    permit: 'referrals.send',
    params: draftParams,
    body: z.looseObject({ declared: z.unknown().optional() }),
    again: check,
    act: (scene: Scene, input, { params, version }) =>
      sendReport(withKey(scene, tools), { draftId: params.draftId, version, declared: input.declared === 'yes' }),
    then: ({ reportId }) => `/reports/${reportId}/receipt`,
  });
  return [check, send];
};
