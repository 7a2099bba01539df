import { createServer } from 'node:net';
import { createStaffSite, registerScreens, type StaffEnvironment } from '../../src/platform/web/index.ts';
import { galleryEnvironment, newTrail, type Trail, token } from './environment.ts';
import { galleryScreens } from './screens.tsx';

export const origin = 'http://localhost:8081';

/** The gallery's site, not listening. */
export const gallerySite = async (options: Parameters<typeof galleryEnvironment>[1] = {}) => {
  const trail = newTrail();
  const environment = galleryEnvironment(trail, options);
  const site = await createStaffSite(environment);
  registerScreens(site, galleryScreens(token), environment);
  return { site, trail, environment };
};

export type Gallery = {
  site: Awaited<ReturnType<typeof createStaffSite>>;
  trail: Trail;
  environment: StaffEnvironment<null>;
};

export const cookie = `__Host-session=${token}`;

const sameOrigin = { 'sec-fetch-site': 'same-origin', origin: 'null' };

/** Opens a page signed in. */
export const open = (gallery: Gallery, url: string, headers: Record<string, string> = {}) =>
  gallery.site.inject({ method: 'GET', url, headers: { cookie, ...headers } });

/** The form token a page carries. */
export const tokenIn = (html: string): string => /name="_token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Sends a form as a browser would, with the token of the page it is on. */
export const send = async (
  gallery: Gallery,
  url: string,
  inputs: Readonly<Record<string, string>> | string,
  headers: Record<string, string> = {},
) => {
  const page = await open(gallery, '/gallery/shared');
  const body = new URLSearchParams(inputs);
  if (!body.has('_token')) body.set('_token', tokenIn(page.body));
  gallery.trail.steps.length = 0;
  return gallery.site.inject({
    method: 'POST',
    url,
    payload: body.toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...sameOrigin, ...headers },
  });
};

/** A port nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
