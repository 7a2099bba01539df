import { z } from 'zod';
import { getScreen, postScreen, type Screen } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { askRecount, listFigures, readFigure, type Selection } from '../actions.ts';
import { textsOfFigure } from '../rules/index.ts';
import { downloads } from './download.ts';
import { FigurePage } from './figure-page.tsx';
import { ListPage } from './list-page.tsx';

const figureParams = z.object({ figure: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/) });

const selectionQuery: z.ZodType<Selection> = z.object({
  period: z
    .string()
    .regex(/^\d{4}(-\d{4})?$/)
    .optional(),
  measure: z
    .string()
    .regex(/^[a-z][a-z_]{0,59}$/)
    .optional(),
  code: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/)
    .optional(),
  run: z.uuid().optional(),
});

const listScreen: Screen<Profile> = getScreen({
  room: 'statistics',
  path: '/figures',
  permit: 'statistics.read',
  load: async (scene: Scene) => ({ figures: await listFigures(scene), profile: scene.profile }),
  title: (_, words) => words.t('statistics.list.title'),
  page: (data, page) => <ListPage sheet={{ ...data, page }} />,
});

const loadFigure = async (
  scene: Scene,
  { params, query }: { readonly params: { readonly figure: string }; readonly query: Selection },
) => {
  const reading = await readFigure(scene, params.figure, query);
  return 'refused' in reading ? reading : { ...reading, profile: scene.profile, selection: query };
};

const figureScreen = (synthetic: boolean): Screen<Profile> =>
  getScreen({
    room: 'statistics',
    path: '/figures/:figure',
    permit: 'statistics.read',
    params: figureParams,
    query: selectionQuery,
    load: loadFigure,
    title: ({ figure, profile }, words) => textsOfFigure(profile, figure, words).title,
    page: (data, page) => <FigurePage sheet={{ ...data, page, synthetic }} />,
  });

const recountScreen: Screen<Profile> = postScreen({
  journals: ['statistics.recount_asked'],
  room: 'statistics',
  path: '/figures/:figure/recount',
  permit: 'statistics.recompute',
  params: figureParams,
  body: z.object({}),
  act: (scene: Scene) => askRecount(scene),
  then: (_, { figure }) => `/figures/${figure}?done=recount`,
});

/** The staff pages of the room. `demonstration`: the people counted are invented, and every page and file says so. */
export const statisticsScreens = ({
  demonstration,
}: {
  readonly demonstration: boolean;
}): readonly Screen<Profile>[] => [listScreen, figureScreen(demonstration), recountScreen, ...downloads];
