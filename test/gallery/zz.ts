import { chromium } from 'playwright-core';
import { freePort, gallerySite } from './client.ts';
const port = await freePort(); const home=`http://localhost:${port}`;
const g = await gallerySite({origin: home, language: process.argv[2] ?? 'en'}); await g.site.listen({port, host:'localhost'});
const b = await chromium.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox','--disable-gpu']});
const p = await b.newPage({viewport:{width:320,height:800}});
await p.goto(home+'/sign-in'); await p.fill('#login','n'); await p.fill('#password','right'); await p.click('main button.primary'); await p.waitForURL('**/gallery');
console.log(await p.evaluate(() => { const w=document.documentElement.clientWidth; return [...document.querySelectorAll('body *')].filter(e=>{const r=e.getBoundingClientRect(); return (r.right>w+1||r.left<-1)&&r.width>0}).map(e=>e.tagName+'.'+e.className+' '+Math.round(e.getBoundingClientRect().left)+'-'+Math.round(e.getBoundingClientRect().right)).slice(0,30).join('\n')}));
await b.close(); await g.site.close();
