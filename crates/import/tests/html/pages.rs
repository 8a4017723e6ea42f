//! Invented pages.

/// A page as a press office writes it today.
pub(crate) const PRESS: &str = r##"<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Joint statement on the Skerry light | Office of Aldmere</title>
<link rel="canonical" href="https://example.org/statements/skerry">
<meta name="description" content="The two sides met at Lindmoor.">
<meta property="og:title" content="Joint statement on the Skerry light">
<meta property="og:site_name" content="Office of Aldmere">
<meta property="article:published_time" content="2025-05-14T10:30:00+01:00">
<meta name="DC.date" content="2025-05-13">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "Office of Aldmere", "url": "https://example.org/"},
  {"@type": ["NewsArticle"], "headline": "Aldmere and Brisca on the Skerry light", "datePublished": "2025-05-14",
   "dateModified": "2025-05-15", "inLanguage": "en", "author": [{"@type": "Person", "name": "Ada Lind"}, "The Desk"],
   "publisher": {"@type": "Organization", "name": "Aldmere Press"}}
]}
</script>
<style>.teaser, p.promo { display: none } @media print { main { display: none } } #banner{visibility:hidden}</style>
</head>
<body>
<a class="skip-link" href="#main">Skip to the text</a>
<header><h1>Office of Aldmere</h1><nav><ul><li>Home<li>Press</ul></nav></header>
<div id="cookie-banner">We use cookies.</div>
<main id="main">
  <article>
    <header><h1>Joint statement on the&nbsp;Skerry light</h1><time datetime="2025-05-14">14 May 2025</time></header>
    <p class="promo">Subscribe to our letter!</p>
    <p>The foreign ministers of <b>Aldmere</b> and <a href="/brisca">Brisca</a> met at
       Lindmoor.<sup id="r1"><a href="#n1">1</a></sup> They <em>firmly</em> condemned the wrecking of the light.</p>
    <h2>What was agreed</h2>
    <p>Both sides agreed:</p>
    <ol type="a">
      <li>to rebuild the light, <ul><li>with stone;</li><li>by 2026;</li></ul></li>
      <li><p>to pay for it.</p><p>Each pays half.</p></li>
    </ol>
    <blockquote><p>“The light is ours,”<br>said the minister.</p></blockquote>
    <table>
      <caption>Shares</caption>
      <tr><th>State</th><th>Share</th></tr>
      <tr><td>Aldmere</td><td> 50 % </td></tr>
    </table>
    <dl><dt>Light</dt><dd>A lamp on a rock.</dd></dl>
    <figure><img src="x.png" alt="The light"><figcaption>The Skerry light</figcaption></figure>
    <button>Share</button>
    <ol class="notes"><li id="n1">On 13 May.</li></ol>
  </article>
</main>
<aside>Read more</aside>
<footer>© Office of Aldmere</footer>
<script>document.write("<p>Never</p>")</script>
</body>
</html>
"##;

/// A page as one wrote it in 1997.
pub(crate) const NINETIES: &str = r#"<HTML><HEAD><TITLE>Communique</TITLE><META HTTP-EQUIV="Content-Language" CONTENT="fr"></HEAD>
<BODY BGCOLOR=#FFFFFF><CENTER><FONT SIZE=+2><B>JOINT COMMUNIQUE</B></FONT></CENTER>
<HR><TABLE BORDER=0><TR><TD WIDTH=100><A HREF=index.html>Index</A></TD><TD>
<TABLE><TR><TD>The two sides met<BR>at Lindmoor.<BR><BR>They agreed as follows:
<P>1. The light shall stand.<P>2. Both shall pay.
<UL><LI>Half each<LI>In gold</UL>
</TD></TR></TABLE>
</TD></TR></TABLE>
<PRE>
Done at Lindmoor
  on 14 May 1997

For Aldmere     For Brisca
</PRE>
<PLAINTEXT>The end. <b>Not bold.</b>
"#;

/// What no one should write.
pub(crate) const DIRTY: &str = r#"<p>Before <b>all <i>else</b> else</i>
<script>var a = "<p>script</p>";</script >and <script type="text/template"><p>template</p></script> behind.
<table><p>Foster <tr><td>cell<td>other<table><tr><td>inner</table><div>after</div></table>
<svg><title>No</title><text>Drawn</text><foreignObject><p>Hidden too</p></foreignObject></svg>
<math><mi>E</mi><mo>=</mo><mi>m</mi><annotation encoding="t">tex</annotation></math>
<style>p{color:red}</style>
<![CDATA[ no section ]]> <?php echo "x" ?>
<p>Unclosed <a href="x>y">link</a> &amp &copy; &notanentity; &#x110000; &#150; a < b
<li>Item without list<p>and its second</li>
<h3>Heading <p>in it</p></h3>
<noscript><p>Switch it on</p></noscript><iframe>frame</iframe><template><p>t</p></template>
<select><option>One<option>Two</select><textarea>area</textarea>
<q>Quoted <q>twice</q></q>
</body></html>
<p>Behind the end"#;

/// A way of hiding words each; `SECRET` stands for them.
pub(crate) const TRICKS: &[&str] = &[
    "<p>Seen before.<p hidden>SECRET<p>Seen behind.",
    "<p>Seen before.<p hidden=until-found>SECRET<p>Seen behind.",
    "<p>Seen before.<p aria-hidden=true>SECRET<p>Seen behind.",
    "<p>Seen before.<p aria-hidden=' TRUE '>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='display:none'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='DISPLAY : none !important'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='color:red;display:/**/none'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='visibility:hidden'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='visibility: collapse'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='content-visibility:hidden'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='opacity:0'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='opacity: 0.0'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='font-size:0'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='font-size:0px'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='position:absolute;left:-9999px'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='position:fixed; top : -10000em'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='text-indent:-9999px'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='clip:rect(0,0,0,0);position:absolute'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='clip: rect(1px 1px 1px 1px)'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='clip-path:inset(50%)'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='height:0;overflow:hidden'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='width:1px;height:1px;overflow:hidden'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='transform:scale(0)'>SECRET<p>Seen behind.",
    "<style>.x{display:none}</style><p>Seen before.<p class='y x'>SECRET<p>Seen behind.",
    "<style>#x{display:none}</style><p>Seen before.<p id=x>SECRET<p>Seen behind.",
    "<style>p.x , q{ visibility : hidden }</style><p>Seen before.<p class=x>SECRET<p>Seen behind.",
    "<style>s{display:none}</style><p>Seen before.<s>SECRET</s><p>Seen behind.",
    "<style>/* .x{} */ .x /* x */ {display:none}</style><p>Seen before.<p class=x>SECRET<p>Seen behind.",
    "<style>@import 'a';.x{color:red}.x{display:none}</style><p>Seen before.<p class=x>SECRET<p>Seen behind.",
    "<style>@media print{.x{display:block}}.x{display:none}</style><p>Seen before.<p class=x>SECRET<p>Seen behind.",
    "<p>Seen before.<p class=sr-only>SECRET<p>Seen behind.",
    "<p>Seen before.<p class='a Visually-Hidden'>SECRET<p>Seen behind.",
    "<p>Seen before.<p class=screen-reader-text>SECRET<p>Seen behind.",
    "<p>Seen before.<div hidden><div><p>SECRET</div></div><p>Seen behind.",
    "<p>Seen before.<div hidden><p style='display:block'>SECRET</div><p>Seen behind.",
    "<p>Seen before.<!-- SECRET --><p>Seen behind.",
    "<p>Seen before.<!-- > SECRET --!><p>Seen behind.",
    "<p>Seen before.<![CDATA[SECRET]]><p>Seen behind.",
    "<p>Seen before.<?SECRET ?><p>Seen behind.",
    "<p>Seen before.</SECRET><p>Seen behind.",
    "<p>Seen before.<p title='SECRET'></p><p>Seen behind.",
    "<p>Seen before.<img alt='SECRET'><p>Seen behind.",
    "<p>Seen before.<input value='SECRET' placeholder='SECRET'><p>Seen behind.",
    "<p>Seen before.<script>SECRET</script><p>Seen behind.",
    "<p>Seen before.<script><!-- <script>SECRET</script> --></script><p>Seen behind.",
    "<p>Seen before.<style>SECRET</style><p>Seen behind.",
    "<p>Seen before.<template>SECRET<p>SECRET</template><p>Seen behind.",
    "<p>Seen before.<template><table><tr><td>SECRET</table></template><p>Seen behind.",
    "<p>Seen before.<noscript>SECRET</noscript><p>Seen behind.",
    "<p>Seen before.<noscript><p>SECRET</p></noscript><p>Seen behind.",
    "<p>Seen before.<iframe>SECRET</iframe><p>Seen behind.",
    "<p>Seen before.<noembed>SECRET</noembed><p>Seen behind.",
    "<p>Seen before.<noframes>SECRET</noframes><p>Seen behind.",
    "<p>Seen before.<object>SECRET</object><p>Seen behind.",
    "<p>Seen before.<video>SECRET</video><p>Seen behind.",
    "<p>Seen before.<audio>SECRET</audio><p>Seen behind.",
    "<p>Seen before.<canvas>SECRET</canvas><p>Seen behind.",
    "<p>Seen before.<svg><text>SECRET</text></svg><p>Seen behind.",
    "<p>Seen before.<svg><foreignObject><div>SECRET</div></foreignObject></svg><p>Seen behind.",
    "<p>Seen before.<math><annotation>SECRET</annotation></math><p>Seen behind.",
    "<p>Seen before.</p><math><annotation-xml encoding='text/html'><p>SECRET</p></annotation-xml></math><p>Seen behind.",
    "<p>Seen before.<select><option>SECRET</select><p>Seen behind.",
    "<p>Seen before.<datalist><option>SECRET</datalist><p>Seen behind.",
    "<p>Seen before.<textarea>SECRET</textarea><p>Seen behind.",
    "<p>Seen before.<button>SECRET</button><p>Seen behind.",
    "<p>Seen before.<form><label>SECRET</label></form><p>Seen behind.",
    "<p>Seen before.<dialog>SECRET</dialog><p>Seen behind.",
    "<p>Seen before.<div role=dialog>SECRET</div><p>Seen behind.",
    "<p>Seen before.<div role='alertdialog x'>SECRET</div><p>Seen behind.",
    "<p>Seen before.<div role=navigation>SECRET</div><p>Seen behind.",
    "<p>Seen before.<ul role=menu><li>SECRET</ul><p>Seen behind.",
    "<p>Seen before.<nav>SECRET</nav><p>Seen behind.",
    "<p>Seen before.<nav><ul><li>SECRET</ul></nav><p>Seen behind.",
    "<p>Seen before.<header>SECRET</header><p>Seen behind.",
    "<p>Seen before.<footer>SECRET</footer><p>Seen behind.",
    "<p>Seen before.<aside>SECRET</aside><p>Seen behind.",
    "<p>Seen before.<div role=contentinfo>SECRET</div><p>Seen behind.",
    "<p>Seen before.<div class='js-cookie-notice'>SECRET</div><p>Seen behind.",
    "<p>Seen before.<div id=CookieConsentDialog>SECRET</div><p>Seen behind.",
    "<title>SECRET</title><p>Seen before.<p>Seen behind.",
    "<p>Seen before.<p>Seen behind.<title>SECRET</title>",
    "<p>Seen before.<ruby><rp>SECRET</rp></ruby><p>Seen behind.",
    "<div>SECRET</div><main><p>Seen before.<p>Seen behind.</main><div>SECRET</div>",
    "<div>SECRET</div><article><p>Seen before.<p>Seen behind. </article>",
    "<p>Seen before.<table hidden><tr><td>SECRET</table><p>Seen behind.",
    "<p>Seen before.<table><tr hidden><td>SECRET</table><p>Seen behind.",
    "<p>Seen before.<b hidden><p>SECRET</b><p>Seen behind.",
    "<style>.card{display:flex}.hidden{display:none}</style><p>Seen before.<p class='hidden card'>SECRET<p>Seen behind.",
    "<style>#x{display:none}.x{display:block}</style><p>Seen before.<p class=x id=x>SECRET<p>Seen behind.",
    "<style>.x{display:none !important}</style><p>Seen before.<p class=x style='display:block'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='visibility:hidden;display:block'>SECRET<p>Seen behind.",
    "<p>Seen before.<p style='display:none;visibility:visible'>SECRET<p>Seen behind.",
    "<style>.x{visibility:hidden}.y{display:block}</style><p>Seen before.<p class='x y'>SECRET<p>Seen behind.",
];

/// What looks like hiding and is none.
pub(crate) const SEEN: &[&str] = &[
    "<p aria-hidden=false>SECRET",
    "<p style='display:block'>SECRET",
    "<p style='opacity:0.5'>SECRET",
    "<style>.x{display:none}.x{display:block}</style><p class=x>SECRET",
    "<style>.x{display:none}</style><p class=x style='display:inline'>SECRET",
    "<style>@media print{.x{display:none}}</style><p class=x>SECRET",
    "<style media=print>.x{display:none}</style><p class=x>SECRET",
    "<style>.x .y{display:none}.x:hover{display:none}</style><p class='x y'>SECRET",
    "<details><summary>More</summary><p>SECRET</details>",
    "<p>The hidden <del>SECRET</del>",
    "<p class=cookie-recipes>SECRET",
    "<main><header>SECRET</header><p>x</main>",
    "<math><mtext>SECRET</mtext></math>",
    "<p style='margin-left:-10px'>SECRET",
    "<p style='overflow:hidden;height:100px'>SECRET",
    "<marquee>SECRET</marquee>",
    "<plaintext>SECRET",
    "<svg><style><p>SECRET</style></svg>",
    "<style>.hidden{display:none}.card{display:flex}</style><p class='card hidden'>SECRET",
    "<style>.x{display:none}p.x{display:block}.x{display:none}</style><p class=x>SECRET",
    "<p style='clip:rect(auto,auto,auto,auto)'>SECRET",
    "<p style='height:1em;overflow:hidden'>SECRET",
    "<p style='width:1%;overflow:hidden'>SECRET",
    "<body class=cookie-bar-visible><p>SECRET",
    "<style>body{display:none !important}</style><p>SECRET",
    "<main class=consent-message>SECRET</main>",
    "<h2><button>SECRET</button></h2><p>x",
];
