import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import { type Compartment, compartments } from '../../../../platform/sealing/index.ts';
import {
  askScreen,
  Button,
  ErrorSummary,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  Panel,
  type Screen,
  TypedTexts,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Opened, opensOf } from '../../../identity/index.ts';
import {
  type OpenedReport,
  openReceived,
  readReceived,
  type ReceivedView,
  withLabels,
} from '../../actions/triage/index.ts';
import { InnerHead, pathOf, reportParams, type TriageTools } from './parts.tsx';
import { openedTexts } from './opened-text.ts';

const personParams = z.object({ reportId: z.uuid(), personId: z.uuid() });
type Params = { readonly reportId: string; readonly personId?: string | undefined };

const listOf = z.union([z.array(z.string()), z.string().transform((one) => [one])]);
/** A purpose and parts, as the form sends them. */
export const openingBody = z.object({ purpose: z.string().default(''), compartments: listOf.default([]) });

type Shown = { readonly view: ReceivedView; readonly personId: string | null };

const ordinalOf = ({ view, personId }: Shown): number | null =>
  view.persons.find(({ person }) => person.id === personId)?.person.ordinal ?? null;

const subjectText = (page: PageContext, ordinal: number | null): string =>
  ordinal === null
    ? page.words.t('referrals.received.open_report')
    : page.words.t('referrals.received.open_person', { number: ordinal });

/** Sealed parts of the subject that the viewer's role may open. */
const partsOf = ({ view, personId }: Shown, page: PageContext): readonly string[] => {
  const sealed = personId === null ? view.sealed : (view.persons.find((it) => it.person.id === personId)?.sealed ?? []);
  const opens = page.viewer ? opensOf(page.viewer, view.report) : [];
  return [...new Set(sealed.map(({ compartment }) => compartment))].filter((one) => opens.includes(one));
};

/** One choice of several, or several, as plain boxes. */
export const Choice = (props: {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly legend: string;
  readonly form: PageContext['form'];
}): VNode => (
  <fieldset class="field choices" id={props.name}>
    <legend>{props.legend}</legend>
    {(props.form?.errors ?? [])
      .filter(({ name }) => name === props.name)
      .map(({ sentence }) => (
        <p key={sentence} class="field-error">
          {sentence}
        </p>
      ))}
    {props.options.map(({ value, label }) => (
      <label key={value} class="pick">
        <input type={props.kind} name={props.name} value={value} checked={props.chosen.includes(value)} />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
);

/** Asks for a purpose and which of these parts are opened. */
export const PartsForm = (props: {
  readonly page: PageContext;
  readonly action: string;
  readonly parts: readonly string[];
}): VNode => {
  const { page, parts } = props;
  const { t } = page.words;
  const typed = page.form?.raw;
  const purposes = page.viewer?.purposes ?? [];
  return (
    <FormFor page={page} light action={props.action}>
      <Choice
        kind="radio"
        name="purpose"
        legend={t('referrals.received.purpose')}
        options={purposes.map((value) => ({ value, label: named(page, 'opening-purposes', value) }))}
        chosen={typed?.['purpose'] ?? []}
        form={page.form}
      />
      <Choice
        kind="checkbox"
        name="compartments"
        legend={t('referrals.received.parts')}
        options={parts.map((value) => ({ value, label: named(page, 'sealed-parts', value) }))}
        chosen={typed?.['compartments'] ?? []}
        form={page.form}
      />
      <Button>{t('referrals.received.open_now')}</Button>
    </FormFor>
  );
};

const OpeningForm = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const path = pathOf(shown.view.report.id);
  const action = shown.personId === null ? `${path}/open` : `${path}/persons/${shown.personId}/open`;
  return <PartsForm page={page} action={action} parts={partsOf(shown, page)} />;
};

const OpeningPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <InnerHead held={shown.view} page={page} title={subjectText(page, ordinalOf(shown))} />
    <ErrorSummary page={page} />
    <Notice>{page.words.t('referrals.received.open_noted')}</Notice>
    <OpeningForm shown={shown} page={page} />
  </>
);

const loadShown = async ({ draftKey }: TriageTools, scene: Scene, params: Params) => {
  const view = await readReceived(withLabels(scene, draftKey), params.reportId);
  if (isRefusal(view)) return view;
  const personId = params.personId ?? null;
  if (personId !== null && !view.persons.some(({ person }) => person.id === personId)) return refuse('not_found');
  return { view, personId };
};

const formScreen = (tools: TriageTools, path: `/${string}`, params: z.ZodType<Params>): Screen<Profile> =>
  getScreen({
    ...{ room: 'referrals', path, permit: 'referrals.receive', params },
    load: (scene: Scene, where) => loadShown(tools, scene, where.params),
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (shown, page) => <OpeningPage shown={shown} page={page} />,
  });

type OpenedShown = OpenedReport & { readonly shown: Shown };

/** Opened texts, part by part. */
export const OpenedParts = ({ opened, page }: { opened: Opened; page: PageContext }): VNode => {
  const { t } = page.words;
  const parts = Object.entries(opened).map(([part, fields]) => ({ part, texts: openedTexts(page, fields) }));
  return (
    <>
      {parts.map(({ part, texts }) => (
        <Panel key={part} title={named(page, 'sealed-parts', part)}>
          {texts.length === 0 ? <p class="soft">{t('referrals.received.opened_nothing')}</p> : null}
          <TypedTexts texts={texts} />
        </Panel>
      ))}
    </>
  );
};

const OpenedPage = ({ it, page }: { it: OpenedShown; page: PageContext }): VNode => (
  <>
    <InnerHead held={it.shown.view} page={page} title={subjectText(page, it.ordinal)} />
    <Notice tone="thread">{page.words.t('referrals.received.opened_noted')}</Notice>
    <OpenedParts opened={it.opened} page={page} />
  </>
);

/** Is this text the code of a sealed part? */
export const isPart = (text: string): text is Compartment => compartments.some((one) => one === text);

const openedScreen = (tools: TriageTools, form: Screen<Profile>, params: z.ZodType<Params>): Screen<Profile> =>
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ room: 'referrals', path: form.path, permit: 'referrals.receive', params },
    body: openingBody,
    // The vault writes who opened what and why, and commits that before it answers.
    reads: () => null,
    load: async (scene: Scene, input, submission) => {
      const shown = await loadShown(tools, scene, submission.params);
      if (isRefusal(shown)) return shown;
      const opened = await openReceived(tools.vault, scene, {
        ...{ reportId: submission.params.reportId, personId: submission.params.personId ?? null },
        ...{ purpose: input.purpose, compartments: input.compartments.filter(isPart) },
      });
      return isRefusal(opened) ? opened : { ...opened, shown };
    },
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (it, page) => <OpenedPage it={it} page={page} />,
    again: form,
  });

/** Opening sealed parts of a received report or of one of its persons: posted, with a purpose, through the vault. */
export const openingScreens = (tools: TriageTools): readonly Screen<Profile>[] => {
  const report = formScreen(tools, '/received/:reportId/open', reportParams);
  const person = formScreen(tools, '/received/:reportId/persons/:personId/open', personParams);
  return [report, openedScreen(tools, report, reportParams), person, openedScreen(tools, person, personParams)];
};
