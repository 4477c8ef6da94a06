// Makes the pages quicker to use. Everything here can be done without it.

const every = 15_000;
const list = document.querySelector('[data-live]');
const finding = document.querySelector('[data-finding]');
const figures = document.querySelector('[data-fresh]');
const say = text => { const live = document.getElementById('live'); live.textContent = ''; live.textContent = text; };

// ---- times grow old while one reads
function span(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} days`;
}
function tick() {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const passed = (Date.now() - Date.parse(time.dateTime)) / 1000;
    time.textContent = passed < 0 ? `in ${span(-passed)}` : `${span(passed)} ago`;
  }
}
setInterval(tick, 5000);

// ---- what a page, or a part of it that comes later, gets when it is there
function prepare(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.title += `\n${new Date(time.dateTime).toLocaleString()} here`;
  }
  for (const script of root.querySelectorAll('.script')) script.append(copier(script));
  const routes = [...root.querySelectorAll('.routes input')];
  const preferred = routes.find(route => route.id === localStorage.getItem('route'));
  if (preferred) preferred.checked = true;
  for (const route of routes) route.addEventListener('change', () => localStorage.setItem('route', route.id));
  root.querySelector('#changed')?.addEventListener('click', renew);
}
function copier(script) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    const text = script.querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(`${text}\n`);
      button.textContent = 'Copied';
      say('Copied');
    } catch {
      getSelection().selectAllChildren(script.querySelector('code'));
      button.textContent = 'Selected: copy it with your keyboard';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 3000);
  });
  return button;
}

// ---- filters apply as soon as they are chosen
const filter = document.querySelector('.filter');
filter?.addEventListener('change', event => { if (event.target.type === 'checkbox') filter.requestSubmit(); });

// ---- what is new, without losing one's place
const version = document.documentElement.dataset.version;
let known = version ? `W/"${version}"` : null;
async function ask(headers) {
  const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html', ...headers }, cache: 'no-store', redirect: 'manual' });
  if (answer.status !== 200) return null;
  known = answer.headers.get('ETag');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
async function look() {
  if (document.hidden || !(list || finding || figures)) return;
  try {
    const page = await ask(known && { 'If-None-Match': known });
    if (!page) return;
    if (list) merge(page);
    else if (figures) freshen(page);
    else document.getElementById('changed').hidden = false;
  } catch { /* away for the moment: the next look tells */ }
}
// figures and bars hold nothing anybody could be in the middle of
function freshen(page) {
  for (const old of document.querySelectorAll('[data-fresh]')) {
    const fresh = page.querySelector(`[data-fresh="${old.dataset.fresh}"]`);
    if (fresh) old.replaceWith(fresh);
  }
}
function merge(page) {
  const watching = page.querySelector('.watching');
  document.querySelector('.watching')?.replaceWith(watching);
  const rows = new Map([...document.querySelectorAll('.row')].map(row => [row.dataset.id, row]));
  let fresh = 0;
  for (const row of page.querySelectorAll('.row')) {
    const old = rows.get(row.dataset.id);
    if (!old) fresh++;
    else if (old.dataset.version !== row.dataset.version && !old.contains(document.activeElement)) {
      row.classList.add('fresh');
      old.replaceWith(row);
    }
  }
  const news = document.getElementById('news');
  news.hidden = fresh === 0;
  if (fresh > 0) {
    const text = `${fresh} new`;
    if (news.textContent !== text) say(`${fresh} new findings`);
    news.textContent = text;
    news.onclick = () => {
      const at = document.activeElement?.closest?.('.row')?.dataset.id;
      const content = page.getElementById('list');
      for (const row of content.querySelectorAll('.row')) if (!rows.has(row.dataset.id)) row.classList.add('fresh');
      document.getElementById('list').replaceWith(content);
      news.hidden = true;
      (at && document.querySelector(`.row[data-id="${CSS.escape(at)}"] .open`) || content.querySelector('.fresh .open'))?.focus();
    };
  }
}
// the finding anew: what is open stays open, what is written stays written, and nothing scrolls
async function renew() {
  const old = document.querySelector('[data-finding]');
  const page = await ask().catch(() => null);
  const next = page?.querySelector('[data-finding]');
  if (!next) { location.assign(location.pathname); return; }
  const name = details => details.querySelector('summary').textContent;
  const open = new Map([...old.querySelectorAll('details')].map(details => [name(details), details.open]));
  for (const details of next.querySelectorAll('details')) details.open = open.get(name(details)) ?? details.open;
  const [from, to] = [old, next].map(article => article.querySelector('textarea'));
  if (from?.value && to) { to.value = from.value; to.closest('details').open = true; }
  old.replaceWith(next);
  prepare(next);
  document.title = page.title;
  say('This is how the finding stands now');
}
prepare(document);
setInterval(look, every);
document.addEventListener('visibilitychange', look);
look();

// ---- keyboard
const keys = document.getElementById('keys');
const help = document.querySelector('[data-keys]');
if (help) { help.hidden = false; help.addEventListener('click', () => keys.showModal()); }
function step(by) {
  const links = [...document.querySelectorAll('.row .open')];
  if (links.length === 0) return;
  const at = links.findIndex(link => link.closest('.row').contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.closest('.row').scrollIntoView({ block: 'nearest' });
}
function acknowledge() {
  const row = document.activeElement?.closest?.('.row');
  (row ?? document.getElementById('actions'))?.querySelector('form button.take')?.click();
}
const actions = {
  j: () => step(1), k: () => step(-1), a: acknowledge,
  '/': () => document.querySelector('.filter input[type=search]')?.focus(),
  u: () => document.querySelector('[data-up]')?.click(),
  '?': () => keys.showModal(),
};
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const action = actions[event.key];
  if (action) { event.preventDefault(); action(); }
});
