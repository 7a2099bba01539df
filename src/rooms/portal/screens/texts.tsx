import type { VNode } from 'preact';
import { z } from 'zod';
import { plainDate } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Chip,
  type Column,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type LanguageView, readLanguageTexts, readTexts } from '../actions/texts.ts';
import type { HeldBack, Lack, LanguageState, SiteTexts, TextLine } from '../facts/site-texts.ts';
import type { PortalTools } from './parts.ts';

const place = { room: 'portal', permit: 'portal.keep-texts' } as const;

const lackWords = (lack: Lack | undefined, words: Words): VNode => {
  if (lack === undefined) return <Chip tone="good">{words.t('portal.texts.done')}</Chip>;
  const state = lack === 'not reviewed' ? 'unread' : lack;
  return <Chip tone={lack === 'not reviewed' ? 'plain' : 'warn'}>{words.t(`portal.texts.${state}`)}</Chip>;
};

const countColumns = (words: Words) =>
  (['missing', 'outdated', 'not reviewed'] as const).map((why) => ({
    id: why === 'not reviewed' ? 'unread' : why,
    label: words.t(`portal.texts.${why === 'not reviewed' ? 'unread' : why}`),
    numeric: true,
    cell: ({ counts }: Pick<LanguageState, 'counts'>) => words.number(counts[why]),
  }));

const LanguageTable = ({ languages, page }: { languages: readonly LanguageState[]; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('portal.texts.languages')}
      captionUnseen
      rows={languages}
      rowKey={({ code }) => code}
      empty={words.t('portal.texts.none')}
      columns={[
        {
          id: 'language',
          label: words.t('portal.texts.language'),
          heads: true,
          cell: ({ code, name, direction }) => (
            <a href={`/site-texts/${code}/frame`}>
              <span lang={code} dir={direction}>
                {name}
              </span>
            </a>
          ),
        },
        ...countColumns(words),
        {
          id: 'published',
          label: words.t('portal.texts.published'),
          cell: ({ counts }) => (
            <Chip tone={counts['not reviewed'] === 0 ? 'good' : 'warn'}>
              {words.t(
                counts['not reviewed'] === 0 ? 'portal.texts.published_whole' : 'portal.texts.published_contacts',
              )}
            </Chip>
          ),
        },
      ]}
    />
  );
};

const HeldBackList = ({ held, words }: { held: readonly HeldBack[]; words: Words }): VNode => (
  <>
    <h2>{words.t('portal.texts.held')}</h2>
    <p>{words.t('portal.texts.held_lead')}</p>
    <Lines
      lines={held.map(({ says, english, heldBackBecause }) => ({
        main: <span lang="en">{english}</span>,
        note: `${says} · ${heldBackBecause.join('; ')}`,
      }))}
    />
  </>
);

const languagesScreen = (texts: SiteTexts): Screen<Profile> =>
  getScreen({
    ...{ ...place, path: '/site-texts' },
    load: async (scene: Scene) => readTexts(scene, texts),
    title: (_, words) => words.t('portal.texts.title'),
    page: ({ languages, held }, page) => (
      <>
        <PageHead title={page.words.t('portal.texts.title')} lead={page.words.t('portal.texts.lead')} />
        <LanguageTable languages={languages} page={page} />
        {held.length > 0 ? <HeldBackList held={held} words={page.words} /> : null}
      </>
    ),
  });

const PageTable = ({ view, page }: { view: LanguageView; page: PageContext }): VNode => {
  const { words } = page;
  const { language } = view;
  return (
    <Table
      page={page}
      caption={words.t('portal.texts.pages')}
      rows={language.pages}
      rowKey={({ id }) => id}
      empty={words.t('portal.texts.none')}
      columns={[
        {
          id: 'page',
          label: words.t('portal.texts.page'),
          heads: true,
          cell: ({ id }) => <a href={`/site-texts/${language.code}/${id}`}>{id}</a>,
        },
        { id: 'as_of', label: words.t('portal.texts.as_of'), cell: ({ asOf }) => words.date(plainDate(asOf)) },
        ...countColumns(words),
      ]}
    />
  );
};

const textColumns = ({ language }: LanguageView, words: Words): readonly Column<TextLine>[] => {
  const said = ({ text }: TextLine): VNode | string =>
    text === '' ? (
      '–'
    ) : (
      <span lang={language.code} dir={language.direction}>
        {text}
      </span>
    );
  return [
    {
      id: 'english',
      label: words.t('portal.texts.english'),
      heads: true,
      cell: (it) => <span lang="en">{it.english}</span>,
    },
    { id: 'text', label: language.name, cell: said },
    {
      id: 'state',
      label: words.t('portal.texts.state'),
      cell: ({ lack, reviewedBy }) => reviewedBy ?? lackWords(lack, words),
    },
    {
      id: 'source',
      label: words.t('portal.texts.source'),
      cell: ({ source }) => (
        <span class="soft" lang="en">
          {source}
        </span>
      ),
    },
  ];
};

const TextTable = ({ view, page }: { view: LanguageView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('portal.texts.texts_of', { page: view.page })}
      rows={view.lines}
      rowKey={({ key }) => key}
      empty={words.t('portal.texts.none')}
      columns={textColumns(view, words)}
    />
  );
};

const languageScreen = (texts: SiteTexts): Screen<Profile> =>
  getScreen({
    ...{ ...place, path: '/site-texts/:language/:page' },
    params: z.object({ language: z.string().regex(/^[a-z]{2,3}$/), page: z.string().regex(/^[a-z]+$/) }),
    load: async (scene: Scene, { params }) => readLanguageTexts(scene, texts, params),
    title: (view, words) => (isRefusal(view) ? words.t('portal.texts.title') : view.language.name),
    page: (view, page) => (
      <>
        <PageHead
          title={view.language.name}
          lead={page.words.t('portal.texts.one_lead')}
          back={{ href: '/site-texts', label: page.words.t('portal.texts.title') }}
        />
        <PageTable view={view} page={page} />
        <TextTable view={view} page={page} />
      </>
    ),
  });

/** For who keeps the public pages: how far each language is, each text beside its English, and what is held back. */
export const textScreens = ({ texts }: PortalTools): readonly Screen<Profile>[] =>
  texts === undefined ? [] : [languagesScreen(texts), languageScreen(texts)];
