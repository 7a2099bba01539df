import type { VNode } from 'preact';
import { z } from 'zod';
import { leafletHtml, type PrintedLeaflet } from '../../../platform/document/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  askDownloadScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  type SentFile,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { leafletForm, leafletKinds, type LeafletKind } from '../facts.ts';
import type { PortalTools } from './parts.ts';

const place = { room: 'portal', permit: 'directory.read', path: '/leaflets' } as const;

const LeafletsPage = ({ page, languages }: { page: PageContext; languages: readonly string[] }): VNode => {
  const { words } = page;
  const state =
    page.form ?? formState(leafletForm, { leaflet: 'rights', paper_language: words.language, paper_format: 'pdf' });
  return (
    <>
      <PageHead title={words.t('portal.leaflets.title')} lead={words.t('portal.leaflets.lead')} />
      <ErrorSummary page={page} />
      <Panel title={words.t('portal.leaflets.make')}>
        <FormFor page={page} action="/leaflets">
          <FieldSet page={page} form={leafletForm} state={state} />
          <Button>{words.t('portal.leaflets.save')}</Button>
        </FormFor>
      </Panel>
      <p class="soft">
        {words.t('portal.leaflets.languages', { count: languages.length })}{' '}
        {languages.map((name) => (
          <>
            <bdi>{name}</bdi>{' '}
          </>
        ))}
      </p>
      <p class="soft">{words.t('portal.leaflets.held_back')}</p>
    </>
  );
};

const leafletsScreen = ({ leaflets }: PortalTools): Screen<Profile> =>
  getScreen({
    ...place,
    load: async () => ({ languages: leaflets.languages().map(({ name }) => name) }),
    title: (_, words) => words.t('portal.leaflets.title'),
    page: ({ languages }, page) => <LeafletsPage languages={languages} page={page} />,
  });

const asked = z.looseObject({
  leaflet: z.string().max(40).default(''),
  paper_language: z.string().max(40).default(''),
  paper_format: z.string().max(40).default('pdf'),
});

const isKind = (text: string): text is LeafletKind => leafletKinds.some((kind) => kind === text);

const pageFile = (leaflet: PrintedLeaflet): SentFile => ({
  name: `information-${leaflet.language}.html`,
  type: 'text/html; charset=utf-8',
  bytes: Buffer.from(leafletHtml(leaflet)),
});

const makeScreen = (tools: PortalTools): Screen<Profile> =>
  askDownloadScreen({
    ...place,
    journals: [],
    body: asked,
    reads: () => null,
    load: async (_: Scene, { leaflet: kind, paper_language: code, paper_format: format }) => {
      if (!isKind(kind)) return refuse('leaflet_unknown', { field: 'leaflet' });
      const leaflet = tools.leaflets.make(kind, code);
      if (leaflet === null) return refuse('language_not_published', { field: 'paper_language' });
      return { leaflet, asPage: format === 'html' };
    },
    file: async ({ leaflet, asPage }) => {
      if (asPage) return pageFile(leaflet);
      const bytes = await tools.print(leaflet);
      return isRefusal(bytes) ? bytes : { name: `information-${leaflet.language}.pdf`, type: 'application/pdf', bytes };
    },
    again: leafletsScreen(tools),
  });

/** Papers to hand out in every language of the public pages, made from their words on the day. They name nobody: nothing is written down. */
export const leafletScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  leafletsScreen(tools),
  makeScreen(tools),
];
