import type { VNode } from 'preact';
import { z } from 'zod';
import { type Field, type Form, type FormState, textOf } from '../../../platform/form/index.ts';
import type { JournalEntry } from '../../../platform/journal.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  Notice,
  openGet,
  openPost,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
  typedState,
  type Visit,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, ShortPath } from '../../../profile/index.ts';
import { findSession } from '../../directory/index.ts';
import { hashOfLink, type OpenedLink, openLink, sendByLink } from '../actions/links.ts';
import { formByLink } from '../facts/link-form.ts';
import { referralCodes } from '../facts/lists.ts';
import { withSignsOf } from '../facts/short-paths.ts';
import { onlyIf } from './writing/sheet-text.ts';
import { Guideline } from './writing/short-paths.tsx';

type Params = { readonly path?: string | undefined; readonly token: string };
type Answers = Readonly<Record<string, unknown>>;

/** Carries a refusal out of a transaction that is to be undone. */
class Undone extends Error {
  readonly code: Parameters<typeof refuse>[0];
  constructor(code: Parameters<typeof refuse>[0]) {
    super(code);
    this.code = code;
  }
}

/** Works as the session of the link: a right to send, until its day. Null for a token that opens nothing. */
const asLink = async <T,>(
  { environment, params }: Visit<Profile, Params>,
  work: (scene: Scene, hash: string) => Promise<T>,
): Promise<T | null> => {
  const hash = hashOfLink(params.token);
  const session = await findSession(environment.database, hash, environment.clock);
  if (session?.viewer.kind !== 'api') return null;
  const { viewer } = session;
  return environment.asViewer(environment.database, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const done = await work(
      environment.scene(tx, viewer, (entry) => void events.push(entry)),
      hash,
    );
    if (isRefusal(done)) throw new Undone(done.refused);
    await environment.appendJournal(tx, viewer, events);
    return done;
  });
};

type Loaded = OpenedLink & { readonly profile: Profile; readonly token: string };
type Props = { readonly data: Loaded; readonly page: PageContext };

const Sent = ({ data, page }: Props): VNode => (
  <>
    <PageHead title={page.words.t('referrals.link.sent')} />
    <Notice tone="good" title={page.words.t('referrals.link.sent')}>
      {page.words.t('referrals.link.sent_text', { reference: data.link.reference ?? '' })}
    </Notice>
  </>
);

type Condition = NonNullable<Field['shownWhen']>;

const asksAbout = (condition: Condition): readonly string[] => {
  if ('field' in condition) return [condition.field];
  if ('not' in condition) return asksAbout(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(asksAbout);
};

/** What is needed to send; the rest is folded, so that a telephone shows the whole form. */
const isNeeded = (form: Form<unknown>, id: string): boolean => {
  const field = form.fields.find((one) => one.id === id);
  if (field?.required !== true) return false;
  return field.shownWhen === undefined || asksAbout(field.shownWhen).some((one) => isNeeded(form, one));
};

/** How police reach whoever wrote: asked of nobody as a must, and seen without unfolding, for the page says that they call back. */
const reach: readonly string[] = ['reporter_phone', 'reporter_email'];

const isBegun = ({ raw, errors }: FormState, id: string): boolean =>
  errors.some(({ path }) => path[0] === id) ||
  Object.keys(raw).some((name) => (name === id || name.startsWith(`${id}.`)) && textOf(raw, name) !== '');

type Asking = { readonly form: Form<unknown>; readonly state: FormState; readonly page: PageContext };

/** What is asked of one matter: what is needed first, the rest folded until somebody begins it. */
const Part = ({ title, all, form, state, page }: Asking & { title: string; all: readonly string[] }): VNode => {
  // A setting may have no sign of a kind: there is nothing to choose then.
  const hasChoice = (id: string): boolean => {
    const field = form.fields.find((one) => one.id === id);
    return field?.kind !== 'choices' || page.codes(field.codes).length > 0;
  };
  const asked = all.filter(hasChoice);
  const sheet = { fields: form.fields, wording: { words: page.words, codes: page.codes, room: form.room } };
  const set = { page, form, state, onlyIf: (field: Field) => onlyIf(sheet, field) };
  const isShown = (id: string): boolean => reach.includes(id) || isNeeded(form, id);
  const more = asked.filter((id) => !isShown(id));
  return (
    <Panel title={title}>
      <FieldSet {...set} only={asked.filter(isShown)} />
      {more.length === 0 ? null : (
        <Details summary={page.words.t('referrals.link.more')} open={more.some((id) => isBegun(state, id))}>
          <FieldSet {...set} only={more} />
        </Details>
      )}
    </Panel>
  );
};

const Asked = ({ data, page: bare }: Props): VNode => {
  const { path, profile, token } = data;
  const page = { ...bare, codes: withSignsOf(path, referralCodes(profile)) };
  const { words } = page;
  const asking = { form: formByLink(path), state: page.form ?? typedState({}), page };
  return (
    <>
      <PageHead title={profile.nameIn(path.names, words.language)} lead={words.t('referrals.link.page_lead')} />
      <Notice tone="warn">{words.t('referrals.link.no_names')}</Notice>
      <Details summary={words.t('referrals.link.guideline')}>
        <Guideline path={path} profile={profile} byDuty={false} page={page} />
      </Details>
      <FormFor page={page} action={`/r/${path.code}/${token}`}>
        <ErrorSummary page={page} />
        <Part {...asking} title={words.t('referrals.link.about')} all={path.asks.report} />
        <Part {...asking} title={words.t('referrals.link.person')} all={path.asks.person} />
        <Button>{words.t('referrals.link.send')}</Button>
      </FormFor>
    </>
  );
};

/** On the page the setting stands in the address; a form goes to the address of its own setting. */
const params = z.object({
  path: z.string().max(40).optional(),
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

const showScreen: Screen<Profile> = openGet<Profile, Loaded | null, Params>({
  ...{ room: 'referrals', path: '/r/:path/:token', params },
  load: async (visit) => {
    const opened = await asLink(visit, openLink);
    const { path, token } = visit.params;
    if (opened === null || (path !== undefined && path !== opened.path.code)) return null;
    return { ...opened, profile: visit.environment.profile, token };
  },
  title: ({ path, profile }, words) => profile.nameIn(path.names, words.language),
  page: (data, page) =>
    data.link.reference === null ? <Asked data={data} page={page} /> : <Sent data={data} page={page} />,
});

const sendIn = async (visit: Visit<Profile, Params>, path: ShortPath, answers: Answers) => {
  try {
    const wanted = { path: path.code, answers };
    const sent = await asLink(visit, (scene, hash) => sendByLink(scene, hash, wanted));
    return sent === null ? refuse('not_found') : { next: `/r/${path.code}/${visit.params.token}` };
  } catch (fault) {
    if (fault instanceof Undone) return refuse(fault.code);
    throw fault;
  }
};

const sendScreen = (path: ShortPath): Screen<Profile> =>
  openPost<Profile, Answers, { readonly next: string } | ReturnType<typeof refuse>, Params>({
    ...{ room: 'referrals', path: `/r/${path.code}/:token`, params },
    journals: ['referrals.report_sent'],
    body: formByLink(path),
    again: showScreen,
    act: (visit, answers) => sendIn(visit, path, answers),
    then: ({ next }) => next,
  });

/** The page of a one-time link and the form of each short path: without a session, for who brings a token, and else nothing. */
export const byLinkScreens = ({ profile }: { readonly profile: Profile }): readonly Screen<Profile>[] => [
  showScreen,
  ...profile.shortPaths.map(sendScreen),
];
