import type { VNode } from 'preact';
import { z } from 'zod';
import { type Form, type FormState, textOf, textsOf } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  Notice,
  PageHead,
  type PageContext,
  postScreen,
  type Screen,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type DraftContent, pageKey, withSection } from '../../actions/drafts/content.ts';
import { saveDraft } from '../../actions/drafts/keep.ts';
import { errorsOn, type OpenDraft, type PageLine, readDraft } from '../../actions/drafts/read.ts';
import { completedForm } from '../../facts/other-forms.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { narrativeSections, type Section } from '../../facts/sections.ts';
import { askedOf } from '../../facts/asked.ts';
import { loadDraft } from './overview.tsx';
import {
  codesOfPerson,
  DangerNotice,
  nothing,
  personTitle,
  type ReferralTools,
  saysDanger,
  sectionTitle,
  type With,
  withKey,
} from './parts.tsx';

/** A page of the form: of the report (`personId` null) or of a person; `all` shows all its sections at once. */
type Where = { readonly draftId: Uuid; readonly personId: Uuid | null; readonly section: string };

/** A page of a draft, ready to be shown or saved. */
type FormPage = {
  readonly draft: OpenDraft;
  readonly where: Where;
  /** The sections on this page, one or all of them, without what may not be asked yet. */
  readonly sections: readonly Section[];
  /** Every section of the report or person, in order. */
  readonly every: readonly Section[];
  readonly form: Form<unknown>;
  readonly raw: DraftContent['report'];
  readonly number: number;
};

const everySection = (draft: OpenDraft, personId: Uuid | null): readonly Section[] =>
  (personId === null
    ? draft.reportPages
    : (draft.personPages.find((one) => one.personId === personId)?.pages ?? [])
  ).map((line) => line.section);

const pageOf = (draft: OpenDraft, where: Where): FormPage | null => {
  const every = everySection(draft, where.personId);
  const named = where.section === 'all' ? every : every.filter((one) => one.key === where.section);
  if (named.length === 0) return null;
  const number = draft.content.persons.findIndex((one) => one.id === where.personId) + 1;
  const person = draft.content.persons[number - 1];
  const answers = draft.read.persons[number - 1]?.answers ?? {};
  const sections =
    where.personId === null
      ? named
      : named.map((one) => askedOf(draft.read.byDuty, one, answers)).filter(({ fields }) => fields.length > 0);
  const form = where.personId === null ? reportForm : personFormFor(draft.read.byDuty);
  return { draft, where, sections, every, form, number, raw: person?.raw ?? draft.content.report };
};

const pathOf = ({ draftId, personId }: Where, key: string): string =>
  personId === null
    ? `/reports/drafts/${draftId}/page/${key}`
    : `/reports/drafts/${draftId}/persons/${personId}/${key}`;

/** What was typed on this page over what the draft holds, with what is wrong when the page is shown to be put right. */
const stateOf = ({ draft, where, sections, raw }: FormPage, page: PageContext): FormState => {
  if (page.form) {
    const typed = page.form.raw;
    return { ...page.form, raw: sections.reduce((answers, section) => withSection(answers, section, typed), raw) };
  }
  const errors = page.query['check'] === '1' ? errorsOn(draft, where.personId, sections) : [];
  return { ...typedState(raw), errors };
};

const linesOf = ({ draft, where }: FormPage): readonly PageLine[] =>
  where.personId === null
    ? draft.reportPages
    : (draft.personPages.find((one) => one.personId === where.personId)?.pages ?? []);

const lineOf = (form: FormPage): PageLine | undefined =>
  linesOf(form).find(({ section }) => section.key === form.where.section);

const waits = (form: FormPage): boolean => linesOf(form).some(({ state }) => state === 'not_asked');

const titleOf = (form: FormPage, words: PageContext['words']): string =>
  form.where.section === 'all' ? words.t('referrals.section.all') : sectionTitle(words, form.where.section);

const Lead = ({ form, page }: { form: FormPage; page: PageContext }): VNode | null => {
  const key = `referrals.section.${form.where.section}.lead`;
  return page.words.has(key) ? <p class="lead">{page.words.t(key)}</p> : null;
};

/** Said where name and contact may not be asked yet. */
const NotAskedYet = ({ form, page }: { form: FormPage; page: PageContext }): VNode | null => {
  const { words } = page;
  const waiting = lineOf(form)?.state === 'not_asked' || (form.where.section === 'all' && waits(form));
  return waiting ? (
    <Notice title={words.t('referrals.names.wait')}>
      <p>{words.t('referrals.names.wait_text')}</p>
      <p>
        <a href={pathOf(form.where, 'consent')}>{words.t('referrals.names.wait_link')}</a>
      </p>
    </Notice>
  ) : null;
};

const isNarrative = ({ where }: FormPage): boolean => narrativeSections.includes(where.section);

/** Whether the writer has said all: asked on pages that tell a story, never a condition for sending. */
const Completed = ({ form, page }: { form: FormPage; page: PageContext }): VNode | null => {
  if (!isNarrative(form)) return null;
  const said = form.draft.content.completed.includes(pageKey(form.where.personId, form.where.section));
  const typed = textsOf(page.form?.raw ?? {}, 'section_completed');
  const state = typedState({ section_completed: typed.length > 0 ? typed : said ? ['yes'] : [] });
  return <FieldSet page={page} form={completedForm} state={state} />;
};

const Sections = (props: { form: FormPage; page: PageContext; state: FormState; profile: Profile }): VNode => {
  const { form, page, state, profile } = props;
  const codes = codesOfPerson(profile, form.draft, form.where.personId);
  return (
    <>
      {form.sections.map((section) => (
        <section key={section.key} id={`section-${section.key}`}>
          {form.where.section === 'all' ? <h2>{sectionTitle(page.words, section.key)}</h2> : null}
          <FieldSet page={{ words: page.words, codes }} form={form.form} state={state} only={section.fields} />
        </section>
      ))}
    </>
  );
};

const SectionPage = ({ data: form, profile, page }: With<FormPage> & { page: PageContext }): VNode => {
  const { words } = page;
  const state = stateOf(form, page);
  const path = pathOf(form.where, form.where.section);
  const person = form.where.personId === null ? null : personTitle(words, form.number);
  return (
    <>
      <PageHead
        title={titleOf(form, words)}
        lead={person ?? undefined}
        back={{ href: `/reports/drafts/${form.draft.draftId}`, label: words.t('referrals.overview.title') }}
      />
      {saysDanger(form.draft) ? <DangerNotice profile={profile} words={words} /> : null}
      <Lead form={form} page={page} />
      <NotAskedYet form={form} page={page} />
      {form.where.section === 'consent' ? (
        <Notice title={words.t('referrals.consent.title')}>{words.t('referrals.consent.read_aloud')}</Notice>
      ) : null}
      <FormFor page={page} action={path} autosave={`${path}/autosave`}>
        <ErrorSummary page={{ ...page, form: state }} />
        <Sections form={form} page={page} state={state} profile={profile} />
        <Completed form={form} page={page} />
        <div class="actions">
          <Button name="_button" value="continue">
            {words.t('referrals.page.save_continue')}
          </Button>
          <Button kind="quiet" name="_button" value="leave">
            {words.t('referrals.page.save_leave')}
          </Button>
        </div>
        <p class="hint">{words.t('referrals.page.leave_text')}</p>
      </FormFor>
    </>
  );
};

const load = async (scene: Scene, tools: ReferralTools, where: Where): Promise<With<FormPage> | null> => {
  const loaded = await loadDraft(scene, tools, where.draftId);
  const page = loaded === null ? null : pageOf(loaded.data, where);
  return page === null ? null : { data: page, profile: scene.profile };
};

/** On a short path the report is one page, and each person one; then comes the check before sending. */
const afterShort = (draft: OpenDraft, { draftId, personId }: Where): string => {
  const at = draft.personPages.findIndex((one) => one.personId === personId);
  const next = draft.personPages[at + 1];
  return next
    ? pathOf({ draftId, personId: next.personId, section: 'all' }, 'all')
    : `/reports/drafts/${draftId}/check`;
};

/** Where to go after saving: the same page while something is missing, then the next one, at last the list of tasks. */
const nextPath = (form: FormPage): string => {
  const { draft, where, sections } = form;
  if (errorsOn(draft, where.personId, sections).length > 0) return `${pathOf(where, where.section)}?check=1`;
  if (draft.read.path && where.section === 'all') return afterShort(draft, where);
  const lines = linesOf(form);
  const after =
    where.section === 'all' ? [] : lines.slice(lines.findIndex((one) => one.section.key === where.section) + 1);
  const next = after.find(({ state }) => state !== 'not_asked');
  return next ? pathOf(where, next.section.key) : `/reports/drafts/${draft.draftId}`;
};

type Saved = { readonly next: string };

const save = async (
  scene: Scene,
  tools: ReferralTools,
  typed: { readonly where: Where; readonly raw: DraftContent['report']; readonly button: string | null },
) => {
  const keyed = withKey(scene, tools);
  const { where, raw, button } = typed;
  const before = await load(scene, tools, where);
  if (before === null) return null;
  const { sections } = before.data;
  const completed = isNarrative(before.data) ? textOf(raw, 'section_completed') === 'yes' : undefined;
  const kept = await saveDraft(keyed, {
    ...{ draftId: where.draftId, personId: where.personId, sections, completed },
    typed: raw,
  });
  if (isRefusal(kept)) return kept;
  const overview: Saved = { next: `/reports/drafts/${where.draftId}` };
  if (button === 'leave') return overview;
  const after = await readDraft(keyed, where.draftId);
  const page = after && pageOf(after, where);
  return page ? { next: nextPath(page) } : overview;
};

const reportWhere = (params: { draftId: string; section: string }): Where => ({ ...params, personId: null });

/** Screens of a kind of page: to show, to save, to save by itself. */
const screensAt = <Params extends { draftId: string; section: string }>(
  tools: ReferralTools,
  place: {
    readonly path: `/${string}`;
    readonly params: z.ZodType<Params>;
    readonly where: (params: Params) => Where;
  },
): readonly Screen<Profile>[] => {
  const common = { room: 'referrals', permit: 'referrals.write', params: place.params } as const;
  const show = getScreen({
    ...common,
    path: place.path,
    load: (scene: Scene, { params }) => load(scene, tools, place.where(params)),
    title: ({ data }, words) => titleOf(data, words),
    page: (loaded, page) => <SectionPage {...loaded} page={page} />,
  });
  const saving = {
    ...common,
    body: nothing,
    lenient: true,
    again: show,
    act: async (
      scene: Scene,
      _: unknown,
      asked: { params: Params; form: { raw: DraftContent['report'] }; button: string | null },
    ) =>
      (await save(scene, tools, { where: place.where(asked.params), raw: asked.form.raw, button: asked.button })) ??
      refuse('not_found'),
  };
  return [
    show,
    postScreen({ ...saving, journals: [], keepsRows: true, path: place.path, then: ({ next }) => next }),
    postScreen({ ...saving, journals: [], path: `${place.path}/autosave`, then: () => '' }),
  ];
};

/** The pages of the form, of the report and of each person. Saving never judges; what is missing is shown afterwards. */
export const sectionScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  ...screensAt(tools, {
    path: '/reports/drafts/:draftId/page/:section',
    params: z.object({ draftId: z.uuid(), section: z.string().max(40) }),
    where: reportWhere,
  }),
  ...screensAt(tools, {
    path: '/reports/drafts/:draftId/persons/:personId/:section',
    params: z.object({ draftId: z.uuid(), personId: z.uuid(), section: z.string().max(40) }),
    where: (params) => params,
  }),
];
