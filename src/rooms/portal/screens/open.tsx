import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import type { PersonOfCase } from '../../identity/index.ts';
import { personOfCase } from '../../cases/index.ts';
import { type OwnPage, readPagesOfCase } from '../actions/letters.ts';
import { type Kept, openPage, type PrepareInput, preparePage, type Prepared, shutPage } from '../actions/open.ts';
import { pageLanguages, portalLists, preparePageForm } from '../facts.ts';
import { caseParams, pageParams, permit, type PortalTools } from './parts.ts';
import { slip } from './slip.ts';

type Shown = { readonly person: PersonOfCase; readonly caseId: string; readonly pages: readonly OwnPage[] };

const Head = ({ shown, page, title }: { shown: Shown; page: PageContext; title: string }): VNode => {
  const { words } = page;
  const back = { href: `/cases/${shown.caseId}`, label: words.t('portal.back', { name: shown.person.name }) };
  return <PageHead title={title} back={back} />;
};

const PageFacts = ({ own, page }: { own: OwnPage; page: PageContext }): VNode => {
  const { words } = page;
  const fact = (key: string, value: string) => ({ label: words.t(`portal.fact.${key}`), value });
  return (
    <Facts
      facts={[
        fact('for', named(page, 'own-page-readers', own.openedFor)),
        fact('language', named(page, 'own-page-languages', own.language)),
        fact('opened', words.date(own.openedAt, 'moment')),
        ...(own.closedAt === null
          ? []
          : [fact('closed', `${words.date(own.closedAt, 'moment')} · ${words.t(`portal.closed.${own.closedHow}`)}`)]),
      ]}
    />
  );
};

/** Ten wrong tries and it stays shut for an hour: who supports the person should ask whether somebody else has her number. */
const mostTries = 10;

const OpenPanel = ({ own, caseId, page }: { own: OwnPage; caseId: string; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('portal.open_now')}>
      <PageFacts own={own} page={page} />
      {own.wrongTries >= mostTries ? <Notice tone="warn">{words.t('portal.tries')}</Notice> : null}
      <div class="actions">
        <ButtonLink href={`/letters/${own.id}`}>{words.t('portal.letters')}</ButtonLink>
        <ButtonLink href={`/cases/${caseId}/own-page/close`} kind="quiet">
          {words.t('portal.close')}
        </ButtonLink>
      </div>
    </Panel>
  );
};

const startOf = (page: PageContext): Readonly<Record<string, string>> => {
  const { language } = page.words;
  const known: readonly string[] = pageLanguages;
  return { pass_kind: 'words', ...(known.includes(language) ? { page_language: language } : {}) };
};

const NewPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const again = shown.pages.some(({ state }) => state === 'open');
  return (
    <Panel title={words.t(again ? 'portal.new.again' : 'portal.new.title')}>
      <p>{words.t(again ? 'portal.new.replaces' : 'portal.new.lead')}</p>
      <FormFor page={page} action={`/cases/${shown.caseId}/own-page`}>
        <FieldSet page={page} form={preparePageForm} state={page.form ?? formState(preparePageForm, startOf(page))} />
        <Button>{words.t('portal.new.draw')}</Button>
      </FormFor>
    </Panel>
  );
};

const OwnPagePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const open = shown.pages.find(({ state }) => state === 'open');
  const before = shown.pages.filter(({ state }) => state === 'closed');
  return (
    <>
      <Head shown={shown} page={page} title={words.t('portal.title')} />
      <ErrorSummary page={page} />
      <p class="lead">{words.t('portal.lead')}</p>
      {open === undefined ? null : <OpenPanel own={open} caseId={shown.caseId} page={page} />}
      <NewPanel shown={shown} page={page} />
      {before.length === 0 ? null : (
        <Panel title={words.t('portal.before')}>
          {before.map((own) => (
            <section key={own.id}>
              <Chip>{words.t('portal.state.closed')}</Chip>
              <PageFacts own={own} page={page} />
              <a href={`/letters/${own.id}`}>{words.t('portal.letters')}</a>
            </section>
          ))}
        </Panel>
      )}
    </>
  );
};

const load = async (scene: Scene, { params }: { params: { caseId: string } }): Promise<Shown | null> => {
  const person = await personOfCase(scene, params.caseId);
  if (person === null) return null;
  return { person, caseId: params.caseId, pages: await readPagesOfCase(scene, params.caseId) };
};

const ownPageScreen: Screen<Profile> = getScreen({
  ...{ room: 'portal', path: '/cases/:caseId/own-page', permit, params: caseParams, load },
  title: (_, words) => words.t('portal.title'),
  page: (shown, page) => <OwnPagePage shown={shown} page={page} />,
});

type Drawn = { readonly shown: Shown; readonly prepared: Prepared; readonly paper: string | null };

const HiddenKept = ({ kept }: { kept: Kept }): VNode => (
  <>
    {Object.entries(kept).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);

const DrawnPaper = ({ paper, page: { words } }: { paper: Drawn['paper']; page: PageContext }): VNode =>
  paper === null ? (
    <p class="soft">{words.t('portal.drawn.no_paper')}</p>
  ) : (
    <p>
      <a class="button" download="1.pdf" href={`data:application/pdf;base64,${paper}`}>
        {words.t('portal.drawn.paper')}
      </a>
    </p>
  );

/** The two things only the person keeps: large, to be read out, copied or printed. Leaving this page forgets them. */
const DrawnPage = ({ drawn, page }: { drawn: Drawn; page: PageContext }): VNode => {
  const { words } = page;
  const { prepared, shown, paper } = drawn;
  return (
    <>
      <Head shown={shown} page={page} title={words.t('portal.drawn.title')} />
      <Notice tone="warn" title={words.t('portal.drawn.once')}>
        <p>{words.t('portal.drawn.once_text')}</p>
      </Notice>
      <Panel title={words.t('portal.drawn.number')}>
        <p>
          <code class="large-code" dir="ltr">
            {prepared.number}
          </code>
        </p>
      </Panel>
      <Panel title={words.t('portal.drawn.words')}>
        <p>
          <code class="large-code" dir="auto" lang={prepared.kept.language}>
            {prepared.words}
          </code>
        </p>
      </Panel>
      <DrawnPaper paper={paper} page={page} />
      <Panel title={words.t('portal.drawn.confirm')}>
        <p>{words.t('portal.drawn.confirm_text')}</p>
        <FormFor page={page} action={`/cases/${shown.caseId}/own-page/open`} light>
          <HiddenKept kept={prepared.kept} />
          <Button>{words.t('portal.drawn.open')}</Button>
        </FormFor>
        <p>
          <a href={`/cases/${shown.caseId}/own-page`}>{words.t('portal.drawn.cancel')}</a>
        </p>
      </Panel>
    </>
  );
};

/** Draws number and words and shows them once. Nothing is stored: what the form carries on opens nothing. */
const drawScreen = ({ print }: PortalTools): Screen<Profile> =>
  askScreen({
    journals: ['portal.own_page_prepared'],
    ...{ room: 'portal', path: '/cases/:caseId/own-page', permit, params: caseParams, body: preparePageForm },
    reads: (_, { caseId }) => ({ type: 'portal.own_page_prepared', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, input, { params }) => {
      const prepared = await preparePage(scene, params.caseId, input as PrepareInput);
      if (isRefusal(prepared)) return prepared;
      const shown = await load(scene, { params });
      if (shown === null) return null;
      const paper = await print(slip(prepared));
      return { shown, prepared, paper: isRefusal(paper) ? null : paper.toString('base64') };
    },
    title: (_, words) => words.t('portal.drawn.title'),
    page: (drawn, page) => <DrawnPage drawn={drawn} page={page} />,
    again: ownPageScreen,
  });

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const keptBody = z.object({
  opened_for: z.enum(portalLists['own-page-readers']),
  authority: z.string().max(60),
  language: z.enum(pageLanguages),
  ...{ lookup: hex, proof_hash: hex, public_key: hex },
});

const confirmScreen: Screen<Profile> = postScreen({
  journals: ['portal.own_page_opened', 'portal.own_page_closed'],
  ...{ room: 'portal', path: '/cases/:caseId/own-page/open', permit, params: caseParams, body: keptBody, once: true },
  act: (scene: Scene, input, { params }) => openPage(scene, params.caseId, input),
  then: ({ caseId }) => `/cases/${caseId}/own-page?done=opened`,
  again: ownPageScreen,
});

const openOf = ({ pages }: Shown): OwnPage | undefined => pages.find(({ state }) => state === 'open');

const ClosingPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const own = openOf(shown);
  const back = `/cases/${shown.caseId}/own-page`;
  return (
    <>
      <Head shown={shown} page={page} title={words.t('portal.closing.title')} />
      {own === undefined ? (
        <Notice>{words.t('portal.refusal.already_closed')}</Notice>
      ) : (
        <Panel title={words.t('portal.open_now')}>
          <PageFacts own={own} page={page} />
          <p>{words.t('portal.closing.what')}</p>
          <div class="actions">
            <FormFor
              page={page}
              action={`/own-pages/${own.id}/close`}
              version={String(own.version)}
              light
              class="inline-form"
            >
              <Button kind="danger">{words.t('portal.close')}</Button>
            </FormFor>
            <ButtonLink href={back} kind="quiet">
              {words.t('portal.closing.keep')}
            </ButtonLink>
          </div>
        </Panel>
      )}
    </>
  );
};

/** Before a page is closed: what goes with it, and that it does not come back. */
const closingScreen: Screen<Profile> = getScreen({
  ...{ room: 'portal', path: '/cases/:caseId/own-page/close', permit, params: caseParams, load },
  title: (_, words) => words.t('portal.closing.title'),
  page: (shown, page) => <ClosingPage shown={shown} page={page} />,
});

const closeScreen: Screen<Profile> = postScreen({
  journals: ['portal.own_page_closed'],
  ...{ room: 'portal', path: '/own-pages/:pageId/close', permit, params: pageParams, body: z.object({}) },
  act: (scene: Scene, _, { params, version }) => shutPage(scene, params.pageId, version),
  then: ({ caseId }) => `/cases/${caseId}/own-page?done=closed`,
});

/** Opening a person's page with her, and closing it. */
export const openScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  ownPageScreen,
  drawScreen(tools),
  confirmScreen,
  closingScreen,
  closeScreen,
];
