import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CaseWorld, caseWorld } from '../../../test/support/case-world.ts';
import { textOfPdf } from '../../../test/support/pdf-text.ts';
import { publicSiteOf } from '../../../test/support/public-site.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { documentPrinter } from '../../platform/document/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { projectRoot } from '../../platform/root.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { portalScreens } from './screens/index.ts';

let world: CaseWorld;
let site: TestSite;
before(async () => {
  world = await caseWorld();
  const tools = {
    ...{ vault: {} as VaultClient, ...publicSiteOf(world.profile) },
    draftKey: Buffer.alloc(32),
    print: documentPrinter({ program: join(projectRoot, 'src/main/document.ts') }),
  };
  const common = { database: world.casework, profile: world.profile, clock: systemClock, viewer: world.police };
  site = await testSite({ ...common, screens: portalScreens(tools) });
});
after(async () => {
  await site.close();
  await world.close();
});

test('a member of staff makes a paper of the public pages as PDF; a name says nothing of what it is', async () => {
  const page = await site.get('/leaflets');
  assert.match(page.text, /28 languages/);
  assert.match(page.text, /አማርኛ/);
  const made = await site.bytes('/leaflets', {
    from: '/leaflets',
    body: { leaflet: 'cards', paper_language: 'ro', paper_format: 'pdf' },
  });
  assert.equal(made.status, 200);
  assert.match(String(made.headers['content-disposition']), /"(synthetic-)?information-ro\.pdf"/);
  assert.match(textOfPdf(made.bytes).join(' '), /113/);
  const asked = { leaflet: 'rights', paper_language: 'ar', paper_format: 'html' };
  const print = await site.bytes('/leaflets', { from: '/leaflets', body: asked });
  assert.match(
    String(print.headers['content-disposition']),
    /attachment; filename="(synthetic-)?information-ar\.html"/,
  );
  assert.match(print.bytes.toString('utf8'), /dir="rtl"/);
});

test('a language without public texts, or no paper at all, is refused beside the field, and what was chosen stays', async () => {
  const georgian = await site.post('/leaflets', '/leaflets', { leaflet: 'poster', paper_language: 'ka' });
  assert.equal(georgian.status, 422);
  assert.match(georgian.text, /id="paper_language-error"/);
  assert.match(georgian.text, /value="poster"[^>]*checked|checked[^>]*value="poster"/);
  const nothing = await site.post('/leaflets', '/leaflets', { paper_language: 'fr' });
  assert.equal(nothing.status, 422);
  assert.match(nothing.text, /id="leaflet-error"/);
});
