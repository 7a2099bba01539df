import type { ApiRoute } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { caseRoutes } from './cases.ts';
import { handoverRoutes } from './handovers.ts';
import { paperRoutes } from './papers.ts';
import { type CasesApiTools, supportRoutes } from './support.ts';

/** The HTTP API of cases: the actions of the pages, in codes. What is sealed is written by it and never read. */
export const casesApi = (tools: CasesApiTools): readonly ApiRoute<Profile>[] => [
  ...caseRoutes(tools.profile),
  ...paperRoutes(tools.profile),
  ...supportRoutes(tools),
  ...handoverRoutes,
];
