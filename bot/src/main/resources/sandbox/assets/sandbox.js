'use strict';
// The page of the sandbox. Whatever people or the bot wrote reaches the document as text nodes only.
(() => {
  const page = document.body;
  const words = JSON.parse(page.dataset.words);
  const lang = page.dataset.lang;
  const base = page.dataset.base;
  const botName = page.dataset.bot;
  const locale = lang === 'en' ? 'en-GB' : 'zh-CN';
  const $ = (id) => document.getElementById(id);

  const say = (key, ...args) => (words[key] || key).replace(/\{(\d)\}/g, (all, n) => args[n] ?? all);

  /** An element with classes and children; a child that is no node becomes text. */
  function el(tag, classes, ...children) {
    const node = document.createElement(tag);
    if (classes) node.className = classes;
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  // ---------------------------------------------------------------- state

  let epoch = '';
  let version = 0;
  let zone = 'Asia/Shanghai';
  let clockOffset = null;
  let chats = [];
  let posts = new Map();
  let seen = {};
  let current = null;
  let editing = null;
  let mentionBot = true;
  const speaker = {};
  const drafts = {};
  const shown = new Map();

  const chatById = (id) => chats.find((chat) => chat.id === id);
  const postsOf = (id) => [...posts.values()].filter((post) => post.chat === id);
  const narrow = () => window.matchMedia('(max-width: 760px)').matches;
  // A group may be there to be posted in alone, with nobody of this world in it.
  const me = (chat) => (chat.group && speaker[chat.id]) || (chat.members[0] || { id: '' }).id;
  const nameIn = (chat, id) => (chat.members.find((member) => member.id === id) || {}).name || '';

  function loadSeen() {
    try {
      seen = JSON.parse(localStorage.getItem('rollcall.seen.' + epoch) || '{}');
    } catch (e) {
      seen = {};
    }
  }

  function markSeen(id) {
    const last = postsOf(id).reduce((most, post) => Math.max(most, post.seq), 0);
    if ((seen[id] || 0) >= last) return;
    seen[id] = last;
    try {
      localStorage.setItem('rollcall.seen.' + epoch, JSON.stringify(seen));
    } catch (e) {
      // Without storage the marks last as long as the page.
    }
  }

  const unread = (chat) => postsOf(chat.id)
    .filter((post) => post.seq > (seen[chat.id] || 0) && !post.recalled && (chat.group || post.bot)).length;

  // ---------------------------------------------------------------- talking to the server

  async function api(path, body) {
    const response = await fetch(base + '/api' + path, body === undefined ? {} : {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await response.json();
    if (!response.ok) {
      const problem = new Error(said.error || response.status);
      problem.status = response.status;
      throw problem;
    }
    return said;
  }

  let fetching = false;
  let again = false;
  let lost = false;

  async function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    try {
      const query = new URLSearchParams({ since: version, epoch, lang });
      apply(await api('/state?' + query));
      lost = false;
    } catch (e) {
      if (!lost) toast('warning', say('offline'));
      lost = true;
    } finally {
      fetching = false;
      if (again) {
        again = false;
        refresh();
      }
    }
  }

  function apply(state) {
    const fresh = state.epoch !== epoch;
    if (fresh) {
      epoch = state.epoch;
      posts = new Map();
      loadSeen();
    }
    version = state.version;
    zone = state.zone;
    clockOffset = state.now - performance.now();
    chats = state.chats;
    state.posts.forEach((post) => posts.set(post.id, post));
    $('round').textContent = state.round;
    $('round').title = state.round;
    $('round').hidden = !state.round;
    $('report').hidden = !state.report;
    tick();
    if (fresh) {
      openFromAddress();
    } else {
      if (state.posts.some((post) => post.chat === current)) showLog(false);
      showChats();
    }
  }

  /** Live where the browser can, else by asking; after a break the stream comes back by itself. */
  function listen() {
    let poll = null;
    const startPolling = () => { poll ??= setInterval(refresh, 2000); };
    const stopPolling = () => { clearInterval(poll); poll = null; };
    if (!window.EventSource) {
      startPolling();
      return;
    }
    const stream = new EventSource(base + '/api/stream');
    stream.onopen = () => { stopPolling(); refresh(); };
    stream.onmessage = refresh;
    stream.onerror = startPolling;
  }

  async function act(path, body) {
    try {
      const said = await api(path, body);
      await refresh();
      return said;
    } catch (e) {
      toast('error', e.status === 409 ? say('stale') : say('failed', e.message));
      await refresh();
      return null;
    }
  }

  function toast(type, text) {
    const note = el('div', 'toast ' + type, text);
    $('toasts').append(note);
    setTimeout(() => note.remove(), 4000);
  }

  // ---------------------------------------------------------------- times and names

  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const hourOf = (at) => format({ hour: '2-digit', minute: '2-digit' }).format(at);
  const keyOfDay = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
  const now = () => clockOffset + performance.now();

  function dayOf(at) {
    if (keyOfDay(at) === keyOfDay(now())) return say('today');
    if (keyOfDay(at) === keyOfDay(now() - 86400000)) return say('yesterday');
    return format({ month: 'long', day: 'numeric', weekday: 'short' }).format(at);
  }

  function tick() {
    if (clockOffset === null) return;
    const at = now();
    const day = narrow() ? { month: 'short', day: 'numeric' } : { year: 'numeric', month: 'short', day: 'numeric' };
    const seconds = narrow() ? {} : { second: '2-digit' };
    const parts = [format(day), format({ weekday: 'short' })];
    if (lang === 'en') parts.reverse();
    parts.push(format({ hour: '2-digit', minute: '2-digit', ...seconds }));
    $('clock').textContent = parts.map((part) => part.format(at)).join(' ');
  }

  function avatar(id, name, group) {
    let sum = 0;
    for (const sign of id) sum = (sum * 31 + sign.codePointAt(0)) >>> 0;
    const signs = [...name.trim()];
    const initials = /[\u3400-\u9fff]/.test(name)
      ? (group ? signs.slice(0, 2) : signs.slice(-2)).join('')
      : name.trim().split(/\s+/).map((word) => [...word][0]).slice(0, 2).join('').toUpperCase();
    const node = el('span', 'avatar c' + (sum % 8) + (group ? ' group' : ''), initials);
    node.setAttribute('aria-hidden', 'true');
    return node;
  }

  const chatAvatar = (chat) => avatar(chat.group ? chat.id : chat.members[0].id, chat.name, chat.group);

  function botAvatar() {
    const picture = document.createElement('img');
    picture.src = base + '/assets/bot.svg';
    picture.alt = '';
    return el('span', 'avatar', picture);
  }

  // ---------------------------------------------------------------- conversations

  function showChats() {
    const entries = chats.map((chat) => {
      const last = postsOf(chat.id).at(-1);
      const count = chat.id === current && visible() ? 0 : unread(chat);
      const top = el('span', 'top', el('span', 'name', chat.name),
        chat.platform === 'wecom' ? el('span', 'tag', chat.group ? say('wecomGroup') : say('wecom'))
          : chat.group ? el('span', 'tag', say('group')) : null,
        last ? el('time', '', keyOfDay(last.at) === keyOfDay(now()) ? hourOf(last.at) : dayOf(last.at)) : null);
      const bottom = el('span', 'bottom', last ? el('span', 'last', preview(chat, last)) : null);
      if (count > 0) {
        const mark = el('span', 'unread', count > 99 ? '99+' : String(count));
        mark.setAttribute('aria-label', say('unread', count));
        bottom.append(mark);
      }
      const button = el('button', 'entry', chatAvatar(chat), el('span', 'texts', top, bottom));
      button.type = 'button';
      button.dataset.chat = chat.id;
      if (chat.id === current && visible()) button.setAttribute('aria-current', 'true');
      button.addEventListener('click', () => { location.hash = chat.id; open(chat.id); });
      return el('li', '', button);
    });
    const focused = document.activeElement?.dataset?.chat;
    $('chats').replaceChildren(...entries);
    if (focused) document.querySelector('.entry[data-chat="' + CSS.escape(focused) + '"]')?.focus();
  }

  function preview(chat, post) {
    if (post.recalled) return say('recalledBy', post.name);
    const summary = (((post.card || {}).config || {}).summary || {}).content;
    const text = post.type.startsWith('markdown') ? post.text.replace(/<[^>\n]+>|^[#>\s]+|[*`|]+/gm, '') : post.text;
    const line = (summary || text).replace(/\s+/g, ' ').slice(0, 80);
    return post.bot || chat.group ? post.name + (lang === 'en' ? ': ' : '：') + line : line;
  }

  const visible = () => !narrow() || page.dataset.view === 'chat';

  function openFromAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (chatById(wanted)) {
      open(wanted);
    } else if (narrow()) {
      page.dataset.view = 'list';
      if (!current && chats.length) prepare(chats[0].id);
      showChats();
    } else if (chats.length) {
      open(chatById(current) ? current : chats[0].id);
    }
  }

  function open(id) {
    page.dataset.view = 'chat';
    if (current !== id) prepare(id);
    markSeen(id);
    showChats();
    showLog(true);
    grow();
    if (!narrow()) $('text').focus();
  }

  /** Makes a chat the current one: its head, its composer, its log. */
  function prepare(id) {
    if (current) drafts[current] = editing ? drafts[current] || '' : $('text').value;
    stopEditing();
    current = id;
    const chat = chatById(id);
    $('chat-name').textContent = chat.group ? chat.name : say('privateWith', botName);
    $('chat-sub').textContent = chat.group ? say('groupMembers', chat.members.length) : say('you', chat.name);
    $('chat-avatar').replaceChildren(chat.group ? chatAvatar(chat) : botAvatar());
    $('text').value = drafts[id] || '';
    $('composer').hidden = chat.members.length === 0;
    $('acting').hidden = !chat.group;
    $('who').replaceChildren(...chat.members.map((member) => new Option(member.name, member.id)));
    $('who').value = me(chat);
    showActing();
    shown.clear();
    $('log').replaceChildren();
    showLog(true);
    grow();
  }

  function showActing() {
    const chat = chatById(current);
    $('mention').textContent = say('mentionOn', botName);
    $('mention').setAttribute('aria-pressed', String(mentionBot));
    $('mention-hint').textContent = say('mentionHint', botName);
    $('mention-hint').hidden = mentionBot || !chat.group;
    $('text').placeholder = say('placeholder', nameIn(chat, me(chat)));
  }

  // ---------------------------------------------------------------- the log

  function showLog(toEnd) {
    const log = $('log');
    const chat = chatById(current);
    if (!chat) return;
    const atEnd = toEnd || log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    const wanted = [];
    let day = '';
    let grown = false;
    for (const post of postsOf(current)) {
      const thisDay = keyOfDay(post.at);
      if (thisDay !== day) {
        day = thisDay;
        const key = 'day ' + day;
        wanted.push(known(key, dayOf(post.at), () => el('div', 'day', dayOf(post.at))));
      }
      grown ||= !shown.has(post.id);
      wanted.push(known(post.id, post.version + me(chat), () => render(chat, post)));
    }
    if (wanted.length === 0) {
      wanted.push(el('div', 'none', say('empty'),
        chat.members.length ? el('small', '', say('emptyHint', nameIn(chat, me(chat)))) : null,
        chat.platform === 'wecom' && !chat.group ? el('small', '', say('wecomHint', chat.name)) : null));
    }
    wanted.forEach((node, index) => {
      if (log.children[index] !== node) log.insertBefore(node, log.children[index] || null);
    });
    while (log.children.length > wanted.length) log.lastChild.remove();
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
      $('newer').hidden = true;
    } else if (grown) {
      $('newer').hidden = false;
    }
    if (visible() && !document.hidden) markSeen(current);
  }

  /** Keeps what is shown as long as it stands for the same: an open panel or a half-filled form stays. */
  function known(key, stamp, make) {
    const before = shown.get(key);
    if (before && before.stamp === stamp) return before.node;
    const node = make();
    if (!before && key.startsWith('om_')) node.classList.add('fresh');
    if (before) before.node.replaceWith(node);
    shown.set(key, { stamp, node });
    return node;
  }

  function render(chat, post) {
    if (post.recalled) return el('div', 'gone', say('recalledBy', post.name));
    const mine = post.sender === me(chat);
    const col = el('div', 'col' + (isCard(post) ? ' wide' : ''));
    const time = el('time', '', hourOf(post.at));
    time.dateTime = new Date(post.at).toISOString();
    col.append(el('div', 'by', el('span', 'name', post.name), time));
    const parent = post.parent && posts.get(post.parent);
    if (parent) col.append(el('div', 'quote', preview({ group: true }, parent)));
    col.append(!isCard(post) ? bubble(chat, post) : post.type === 'interactive' ? card(chat, post) : templateCard(chat, post));
    const marks = [];
    if (post.edited) marks.push(el('span', '', say('edited')));
    if (post.delivery === 'underway') marks.push(el('span', 'slow', say('underway')));
    if (post.delivery === 'given_up') marks.push(el('span', 'lost', say('givenUp')));
    if (marks.length) col.append(el('div', 'marks', ...marks));
    const article = el('article', 'msg' + (mine ? ' mine' : ''),
      post.bot ? botAvatar() : avatar(post.sender, post.name, false), col);
    article.dataset.id = post.id;
    article.setAttribute('aria-label', post.name + ' ' + hourOf(post.at));
    if (mine) {
      article.tabIndex = 0;
      article.append(tools(chat, post));
    }
    return article;
  }

  const isCard = (post) => (post.type === 'interactive' || post.type === 'template_card') && Boolean(post.card);

  function tools(chat, post) {
    const bar = el('div', 'tools');
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', say('menu'));
    if (post.type === 'text' && chat.platform !== 'wecom') bar.append(tool(say('edit'), () => startEditing(post)));
    bar.append(tool(say('recall'), () => act('/messages/' + post.id + '/recall', { as: me(chat) })));
    return bar;
  }

  function tool(label, action) {
    const button = el('button', '', label);
    button.type = 'button';
    button.addEventListener('click', action);
    return button;
  }

  function bubble(chat, post) {
    const node = el('div', 'bubble');
    if (post.type === 'post' && post.post) {
      if (post.post.title) node.append(el('div', 'title', post.post.title));
      (post.post.content || []).forEach((paragraph) => {
        const line = el('div');
        paragraph.forEach((part) => line.append(postNode(chat, part)));
        if (!line.hasChildNodes()) line.append(document.createElement('br'));
        node.append(line);
      });
    } else if (post.type === 'markdown' && chat.group) {
      node.append(groupMarkdown(chat, post.raw || ''));
    } else if (post.type === 'markdown' || post.type === 'markdown_v2') {
      node.append(markdown(chat, post.raw || ''));
    } else if (post.bot && chat.platform === 'wecom') {
      node.append(post.raw || '');
    } else if (post.bot) {
      wireText(chat, node, post.raw || '');
    } else {
      withMentions(node, post.text, post.mentions || []);
    }
    return node;
  }

  function withMentions(node, text, names) {
    const found = [...names].sort((a, b) => b.length - a.length)
      .map((name) => '@' + name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (!found.length) {
      node.append(text);
      return;
    }
    text.split(new RegExp('(' + found.join('|') + ')')).forEach((part, index) => {
      node.append(index % 2 ? el('span', 'at', part) : part);
    });
  }

  function postNode(chat, part) {
    switch (part.tag) {
      case 'a': return link(part.href, part.text || part.href);
      case 'at': return at(chat, part.user_id, part.user_name);
      case 'code_block': return el('code', '', part.text || '');
      case 'hr': return el('hr');
      case 'img': return el('span', 'image', say('image'));
      case 'md': return markdown(chat, part.text || '');
      default: return document.createTextNode(part.text || '');
    }
  }

  function at(chat, id, name) {
    const found = id === 'all' ? say('everyone') : nameIn(chat, id)
      || chats.map((other) => nameIn(other, id)).find((other) => other) || name || id;
    return el('span', 'at', '@' + found);
  }

  /** Only http and https lead anywhere; any other address stays text. */
  function link(href, label) {
    if (!/^https?:\/\//i.test(href || '')) return document.createTextNode(label);
    const node = el('a', '', label);
    node.href = href;
    node.target = '_blank';
    node.rel = 'noopener noreferrer';
    return node;
  }

  // ---------------------------------------------------------------- text on the wire, and the cards' Markdown

  const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0', sim: '\u223c' };
  const entities = (text) => text.replace(/&(?:#(\d{1,7})|(lt|gt|amp|quot|apos|nbsp|sim));/g, (all, number, name) => {
    if (name) return NAMED[name];
    return Number(number) <= 0x10ffff ? String.fromCodePoint(Number(number)) : all;
  });

  /** A text message of the bot: mentions, links and the four styles that the platform knows. */
  function wireText(chat, parent, text) {
    const token = /<at user_id="([^"]*)">([^<]*)<\/at>|<(b|i|u|s)>([^<]*)<\/\3>|\[([^\]\n]*)\]\((https?:\/\/[^\s)]+)\)/g;
    walk(parent, text, token, (match) => {
      if (match[1] !== undefined) return at(chat, match[1], match[2]);
      if (match[3]) return el(match[3], '', entities(match[4]));
      return link(match[6], entities(match[5]));
    });
  }

  function walk(parent, text, token, make) {
    let from = 0;
    for (const match of text.matchAll(token)) {
      if (match.index > from) parent.append(entities(text.slice(from, match.index)));
      parent.append(make(match));
      from = match.index + match[0].length;
    }
    if (from < text.length) parent.append(entities(text.slice(from)));
  }

  const INLINE = new RegExp([
    '\\*\\*([^\\n]+?)\\*\\*',
    '~~([^\\n]+?)~~',
    '`([^`\\n]+)`',
    '\\*([^*\\s][^*\\n]*)\\*',
    '!\\[[^\\]\\n]*\\]\\([^)\\n]*\\)',
    '\\[([^\\]\\n]*)\\]\\((https?://[^\\s)]+)\\)',
    '<at id=["\']?([^\\s"\'>]+)["\']?>[^<\\n]*</at>',
    '<font color=["\']?([\\w-]+)["\']?>([^\\n]*?)</font>',
    '<text_tag color=["\']?([\\w-]+)["\']?>([^<\\n]*)</text_tag>',
    '<a href=["\']?(https?://[^"\'>\\s]+)["\']?>([^<\\n]*)</a>',
    '<br\\s*/?>',
  ].join('|'), 'g');

  function inline(chat, parent, text) {
    if (chat.platform === 'wecom') return wecomInline(parent, text);
    walk(parent, text, INLINE, (m) => {
      const nested = (node, inner) => { inline(chat, node, inner); return node; };
      if (m[1] !== undefined) return nested(el('strong'), m[1]);
      if (m[2] !== undefined) return nested(el('s'), m[2]);
      if (m[3] !== undefined) return el('code', '', entities(m[3]));
      if (m[4] !== undefined) return nested(el('em'), m[4]);
      if (m[5] !== undefined) return link(m[6], entities(m[5]));
      if (m[7] !== undefined) return at(chat, m[7], '');
      if (m[8] !== undefined) return nested(el('span', tone(m[8])), m[9]);
      if (m[10] !== undefined) return el('span', 'texttag ' + tone(m[10]), entities(m[11]));
      if (m[12] !== undefined) return link(m[12], entities(m[13]));
      return m[0].startsWith('!') ? el('span', 'image', say('image')) : document.createElement('br');
    });
    return parent;
  }

  const tone = (colour) => /^[a-z][a-z-]*$/.test(colour || '') ? 'tone-' + colour : '';

  function markdown(chat, source) {
    const root = el('div', 'md');
    const lines = source.replace(/\r\n?/g, '\n').split('\n');
    const item = /^( *)([-*+]|\d{1,9}[.)]) +(.*)$/;
    let paragraph = null;
    for (let n = 0; n < lines.length; n++) {
      const line = lines[n];
      const heading = /^(#{1,6}) +(.*)$/.exec(line);
      if (/^ *```/.test(line)) {
        const code = [];
        while (++n < lines.length && !/^ *```/.test(lines[n])) code.push(lines[n]);
        root.append(el('pre', '', el('code', '', code.join('\n'))));
        paragraph = null;
      } else if (!line.trim()) {
        paragraph = null;
      } else if (heading) {
        root.append(inline(chat, el('h' + Math.min(5, heading[1].length + 2)), heading[2]));
        paragraph = null;
      } else if (/^ {0,3}([-*_])( *\1){2,} *$/.test(line) || /^<hr\s*\/?>$/.test(line.trim())) {
        root.append(el('hr'));
        paragraph = null;
      } else if (/^ {0,3}> ?/.test(line)) {
        const quote = [];
        for (; n < lines.length && /^ {0,3}> ?/.test(lines[n]); n++) quote.push(lines[n].replace(/^ {0,3}> ?/, ''));
        n--;
        const node = el('blockquote');
        quote.forEach((text, index) => {
          if (index) node.append(document.createElement('br'));
          inline(chat, node, text);
        });
        root.append(node);
        paragraph = null;
      } else if (item.test(line)) {
        const items = [];
        for (; n < lines.length && item.test(lines[n]); n++) items.push(item.exec(lines[n]));
        n--;
        list(chat, root, items);
        paragraph = null;
      } else if (/^ *\|.*\| *$/.test(line) && /^ *\|[ :|-]+\| *$/.test(lines[n + 1] || '')) {
        const rows = [];
        for (; n < lines.length && /^ *\|.*\| *$/.test(lines[n]); n++) rows.push(lines[n]);
        n--;
        root.append(markdownTable(chat, rows));
        paragraph = null;
      } else {
        if (paragraph) {
          paragraph.append(document.createElement('br'));
        } else {
          paragraph = el('p');
          root.append(paragraph);
        }
        inline(chat, paragraph, line);
      }
    }
    return root;
  }

  function list(chat, root, items) {
    const open = [];
    items.forEach(([, blanks, marker, text]) => {
      while (open.length && blanks.length < open.at(-1).indent) open.pop();
      if (!open.length || blanks.length > open.at(-1).indent) {
        const ordered = /\d/.test(marker);
        const node = el(ordered ? 'ol' : 'ul');
        if (ordered) node.start = parseInt(marker, 10);
        (open.length ? open.at(-1).node.lastChild || open.at(-1).node : root).append(node);
        open.push({ indent: blanks.length, node });
      }
      open.at(-1).node.append(inline(chat, el('li'), text));
    });
  }

  function markdownTable(chat, rows) {
    const cells = (row) => row.trim().slice(1, -1).split('|').map((cell) => cell.trim());
    const table = el('table');
    rows.forEach((row, index) => {
      if (index === 1) return;
      const line = el('tr');
      cells(row).forEach((cell) => line.append(inline(chat, el(index ? 'td' : 'th'), cell)));
      table.append(line);
    });
    return el('div', 'scroll', table);
  }

  // ---------------------------------------------------------------- WeCom's Markdown and cards

  const WECOM_INLINE = new RegExp([
    '\\*\\*([^\\n]+?)\\*\\*',
    '`([^`\\n]+)`',
    '\\*([^*\\s][^*\\n]*)\\*',
    '!\\[[^\\]\\n]*\\]\\([^)\\n]*\\)',
    '\\[([^\\]\\n]*)\\]\\((https?://[^\\s)]+)\\)',
  ].join('|'), 'g');

  /** markdown_v2, and what a smart robot says: no mentions, no colours. */
  function wecomInline(parent, text) {
    walk(parent, text, WECOM_INLINE, (m) => {
      if (m[1] !== undefined) return wecomInline(el('strong'), m[1]);
      if (m[2] !== undefined) return el('code', '', m[2]);
      if (m[3] !== undefined) return wecomInline(el('em'), m[3]);
      if (m[4] !== undefined) return link(m[5], m[4]);
      return el('span', 'image', say('image'));
    });
    return parent;
  }

  const GROUP_INLINE = new RegExp([
    '\\*\\*([^\\n]+?)\\*\\*',
    '`([^`\\n]+)`',
    '\\[([^\\]\\n]*)\\]\\((https?://[^\\s)]+)\\)',
    '<font color="(info|comment|warning)">([^\\n]*?)</font>',
    '<@([\\w.@-]{1,64})>',
  ].join('|'), 'g');
  const GROUP_TONES = { info: 'tone-green', comment: 'tone-grey', warning: 'tone-orange' };

  /** The older markdown of group robots: headings, quotes, colours and mentions; lists and tables stay text. */
  function groupMarkdown(chat, source) {
    const root = el('div', 'md');
    const inner = (parent, text) => {
      walk(parent, text, GROUP_INLINE, (m) => {
        if (m[1] !== undefined) return inner(el('strong'), m[1]);
        if (m[2] !== undefined) return el('code', '', m[2]);
        if (m[3] !== undefined) return link(m[4], m[3]);
        if (m[5] !== undefined) return inner(el('span', GROUP_TONES[m[5]]), m[6]);
        return at(chat, m[7], '');
      });
      return parent;
    };
    source.split('\n').forEach((line) => {
      const heading = /^(#{1,6}) +(.*)$/.exec(line);
      const quote = /^> ?(.*)$/.exec(line);
      if (heading) root.append(inner(el('h' + Math.min(5, heading[1].length + 2)), heading[2]));
      else if (quote) root.append(inner(el('blockquote'), quote[1]));
      else if (line.trim()) root.append(inner(el('p'), line));
    });
    return root;
  }

  function templateCard(chat, post) {
    const source = post.card;
    const title = source.main_title || {};
    const node = el('div', 'card compact', el('div', 'card-head', el('div', 't', title.title || ''),
      title.desc ? el('div', 's', title.desc) : null));
    const body = el('div', 'card-body');
    if (source.sub_title_text) body.append(el('div', 'plain-text', source.sub_title_text));
    (source.horizontal_content_list || []).forEach((row) =>
      body.append(el('div', '', el('span', 'tone-grey', (row.keyname || '') + ' '), row.value || '')));
    const buttons = (source.button_list || []).map((one, index) => {
      const pressed = el('button', 'btn' + (one.style === 1 ? ' primary' : ''), one.text || '');
      pressed.type = 'button';
      pressed.addEventListener('click', () => press({ chat, post }, {}, index, pressed, null));
      return pressed;
    });
    if (buttons.length) body.append(el('div', 'columns flow', ...buttons));
    if (body.hasChildNodes()) node.append(body);
    return node;
  }

  // ---------------------------------------------------------------- cards

  function card(chat, post) {
    const source = post.card;
    const width = (source.config || {}).width_mode;
    const node = el('div', 'card' + (width === 'compact' || width === 'fill' ? ' ' + width : ''));
    if (source.header) {
      const colour = /^[a-z]+$/.test(source.header.template || '') ? source.header.template : 'default';
      const head = el('div', 'card-head h-' + colour);
      const title = plain(chat, source.header.title, 't');
      (source.header.text_tag_list || []).forEach((tag) =>
        title.append(el('span', 'texttag ' + tone(tag.color), (tag.text || {}).content || '')));
      head.append(title);
      if (source.header.subtitle) head.append(plain(chat, source.header.subtitle, 's'));
      node.append(head);
    }
    const body = el('div', 'card-body' + ((source.body || {}).direction === 'horizontal' ? ' horizontal' : ''));
    const context = { chat, post, buttons: 0, form: null };
    elements(context, body, (source.body || {}).elements || []);
    node.append(body);
    return node;
  }

  function elements(context, parent, list) {
    list.forEach((element) => parent.append(component(context, element)));
  }

  function plain(chat, text, classes) {
    if (!text) return el('div', classes);
    if (text.tag === 'lark_md' || text.tag === 'markdown') return inline(chat, el('div', classes), text.content || '');
    const size = /^[a-z0-9-]+$/.test(text.text_size || '') ? ' size-' + text.text_size : '';
    const align = /^(center|right)$/.test(text.text_align || '') ? ' align-' + text.text_align : '';
    return el('div', 'plain-text ' + classes + size + align + ' ' + tone(text.text_color), text.content || '');
  }

  function component(context, element) {
    const { chat } = context;
    switch (element.tag) {
      case 'markdown': {
        const node = markdown(chat, element.content || '');
        if (/^[a-z0-9-]+$/.test(element.text_size || '')) node.classList.add('size-' + element.text_size);
        if (/^(center|right)$/.test(element.text_align || '')) node.classList.add('align-' + element.text_align);
        return node;
      }
      case 'div': return plain(chat, element.text, '');
      case 'hr': return el('hr');
      case 'img': return el('span', 'image', say('image'));
      case 'button': return button(context, element, context.buttons++);
      case 'collapsible_panel': {
        const inner = el('div', 'inner');
        const panel = el('details', 'panel', el('summary', '', plainInline(chat, (element.header || {}).title)), inner);
        panel.open = element.expanded === true;
        elements(context, inner, element.elements || []);
        return panel;
      }
      case 'column_set': return columns(context, element);
      case 'table': return table(chat, element);
      case 'chart': return chart(element.chart_spec || {});
      case 'form': return form(context, element);
      case 'input': case 'select_static': case 'date_picker': return field(element);
      default: return el('span', 'image', '[' + element.tag + ']');
    }
  }

  function plainInline(chat, text) {
    const node = el('span');
    if (!text) return node;
    if (text.tag === 'plain_text') node.append(text.content || '');
    else inline(chat, node, text.content || '');
    return node;
  }

  function columns(context, element) {
    const mode = element.flex_mode || 'none';
    const node = el('div', 'columns' + (mode === 'flow' ? ' flow' : mode === 'stretch' ? ' stack' : ''));
    (element.columns || []).forEach((column) => {
      const grow = column.width === 'weighted' || mode === 'bisect' || mode === 'trisect';
      const weight = Math.min(5, Math.max(1, column.weight || 1));
      const inner = el('div', 'column' + (grow ? ' grow w' + weight : ''));
      elements(context, inner, column.elements || []);
      node.append(inner);
    });
    return node;
  }

  function table(chat, element) {
    const head = el('tr');
    (element.columns || []).forEach((column) => head.append(el('th', '', column.display_name || column.name)));
    const node = el('table', '', head);
    (element.rows || []).forEach((row) => {
      const line = el('tr');
      (element.columns || []).forEach((column) => {
        const value = row[column.name];
        const cell = el('td');
        if (column.data_type === 'lark_md' || column.data_type === 'markdown') inline(chat, cell, String(value ?? ''));
        else cell.append(typeof value === 'object' && value ? JSON.stringify(value) : String(value ?? ''));
        line.append(cell);
      });
      node.append(line);
    });
    return el('div', 'scroll', node);
  }

  /** The chart's figures: a column for each of its lines. */
  function chart(spec) {
    const points = [];
    const lines = new Map();
    ((spec.data || {}).values || []).forEach((value) => {
      const point = String(value[spec.xField] ?? '');
      const line = String(value[spec.seriesField] ?? '');
      if (!points.includes(point)) points.push(point);
      if (!lines.has(line)) lines.set(line, new Map());
      lines.get(line).set(point, value[spec.yField]);
    });
    const head = el('tr', '', el('th'));
    lines.forEach((_, name) => head.append(el('th', '', name)));
    const node = el('table', '', head);
    points.forEach((point) => {
      const row = el('tr', '', el('th', '', point));
      lines.forEach((values) => row.append(el('td', 'figure', String(values.get(point) ?? ''))));
      node.append(row);
    });
    return el('div', 'scroll chart', el('div', 'caption', (spec.title || {}).text || ''), node);
  }

  function form(context, element) {
    const node = el('form', 'card-form');
    node.noValidate = true;
    node.addEventListener('submit', (event) => event.preventDefault());
    const outer = context.form;
    context.form = node;
    elements(context, node, element.elements || []);
    context.form = outer;
    return node;
  }

  function field(element) {
    let input;
    if (element.tag === 'select_static') {
      input = el('select', '', new Option(((element.placeholder || {}).content) || say('choose'), ''));
      (element.options || []).forEach((option) => input.append(new Option((option.text || {}).content, option.value)));
      input.value = element.initial_option || '';
    } else if (element.tag === 'date_picker') {
      input = el('input');
      input.type = 'date';
      input.value = element.initial_date || '';
    } else {
      input = el(element.input_type === 'multiline_text' ? 'textarea' : 'input');
      if (element.input_type === 'multiline_text') {
        const lines = element.auto_resize ? (element.default_value || '').split('\n').length : 0;
        input.rows = Math.min(12, Math.max(element.rows || 5, lines));
      }
      input.maxLength = element.max_length || 1000;
      input.placeholder = (element.placeholder || {}).content || '';
      input.value = element.default_value || '';
    }
    input.name = element.name || '';
    input.dataset.tag = element.tag;
    const label = (element.label || {}).content || (element.placeholder || {}).content || element.name || '';
    input.dataset.label = label;
    if (element.required) input.dataset.required = 'true';
    const star = element.required ? el('span', 'star', ' *') : null;
    const caption = element.label ? el('span', '', label, star) : null;
    if (!element.label) input.setAttribute('aria-label', label);
    return el('label', 'field', caption, input);
  }

  function button(context, element, index) {
    const type = /^[a-z_]+$/.test(element.type || '') ? element.type : 'default';
    const behaviors = element.behaviors || [];
    const opens = behaviors.find((behavior) => behavior.type === 'open_url');
    const label = (element.text || {}).content || '';
    const callsBack = behaviors.some((behavior) => behavior.type === 'callback') || element.form_action_type;
    if (opens && !callsBack) {
      const node = link(opens.default_url, label);
      if (node.nodeType === Node.ELEMENT_NODE) node.className = 'btn ' + type;
      return node;
    }
    const node = el('button', 'btn ' + type, label);
    node.type = 'button';
    node.disabled = element.disabled === true;
    const { form: own } = context;
    if (element.form_action_type === 'reset') {
      node.addEventListener('click', () => own?.reset());
      return node;
    }
    node.addEventListener('click', () => press(context, element, index, node, own));
    return node;
  }

  async function press(context, element, index, node, own) {
    const fields = {};
    for (const input of own ? own.querySelectorAll('[name]') : []) {
      if (input.dataset.required && !input.value.trim()) {
        toast('warning', say('required', input.dataset.label));
        input.focus();
        return;
      }
      // The platform hands over a picked date with its zone.
      fields[input.name] = input.dataset.tag === 'date_picker' && input.value ? input.value + ' +0800' : input.value;
    }
    const question = element.confirm && ((element.confirm.title || {}).content || (element.confirm.text || {}).content);
    if (question && !window.confirm(question)) return;
    const all = [...node.closest('.card').querySelectorAll('button.btn')].filter((other) => !other.disabled);
    all.forEach((other) => { other.disabled = true; });
    node.classList.add('wait');
    const said = await act('/messages/' + context.post.id + '/press',
      { as: me(context.chat), button: index, version: context.post.version, fields, lang });
    all.forEach((other) => { other.disabled = false; });
    node.classList.remove('wait');
    if (said && said.toast) toast(said.toast.type, said.toast.content);
    if (said && said.failure) toast('error', say('pressFailed', said.failure));
  }

  // ---------------------------------------------------------------- writing

  function grow() {
    const text = $('text');
    text.style.height = 'auto';
    if (!text.offsetParent) return; // hidden on a narrow screen: it has no height to go by
    text.style.height = Math.min(text.scrollHeight + 2, window.innerHeight * 0.4) + 'px';
  }

  function startEditing(post) {
    if (!editing) drafts[current] = $('text').value;
    editing = post.id;
    $('editing').hidden = false;
    $('send').textContent = say('save');
    $('text').value = post.typed;
    $('text').focus();
    grow();
  }

  function stopEditing() {
    if (!editing) return;
    editing = null;
    $('editing').hidden = true;
    $('send').textContent = say('send');
    $('text').value = drafts[current] || '';
    grow();
  }

  async function submit() {
    const chat = chatById(current);
    const text = $('text').value;
    if (!chat || !text.trim()) return;
    if (editing) {
      const id = editing;
      if (await act('/messages/' + id + '/edit', { as: me(chat), text })) stopEditing();
    } else {
      $('text').value = '';
      grow();
      const sent = await act('/messages', { as: me(chat), chat: chat.id, text, mentionBot: chat.group && mentionBot });
      if (!sent && !$('text').value) $('text').value = text;
      grow();
      showLog(true);
    }
  }

  $('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  $('text').addEventListener('keydown', (event) => {
    // While an input method composes, Enter picks its candidate; some report that only by the old key code.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && editing) {
      stopEditing();
    }
  });
  $('text').addEventListener('input', grow);
  $('cancel').addEventListener('click', stopEditing);
  $('mention').addEventListener('click', () => {
    mentionBot = !mentionBot;
    showActing();
    $('text').focus();
  });
  $('who').addEventListener('change', () => {
    stopEditing();
    speaker[current] = $('who').value;
    showActing();
    showLog(false);
  });
  $('back').addEventListener('click', () => {
    page.dataset.view = 'list';
    history.replaceState(null, '', location.pathname + location.search);
    showChats();
    document.querySelector('.entry[data-chat="' + CSS.escape(current) + '"]')?.focus();
  });
  $('newer').addEventListener('click', () => showLog(true));
  $('log').addEventListener('scroll', () => {
    const log = $('log');
    if (log.scrollHeight - log.scrollTop - log.clientHeight < 60) $('newer').hidden = true;
  });
  window.addEventListener('hashchange', openFromAddress);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && current && visible()) {
      markSeen(current);
      showChats();
    }
  });
  window.matchMedia('(max-width: 760px)').addEventListener('change', openFromAddress);
  setInterval(tick, 1000);

  refresh();
  listen();
})();
