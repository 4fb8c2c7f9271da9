"""What programs put on the clipboard, much as they do, and what a note should keep of it.

The words are our own; the tags, attributes and their disorder are those of the programs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """HTML of a program, and the Markdown that says the same."""

    program: str
    html: str
    kept: str


WORD_DESKTOP = Copied(
    "Word, installed",
    """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<link rel=File-List href="file:///C:/Users/m/AppData/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Normal</w:View></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;}
 @list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;}
-->
</style>
</head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h1>Review of the work<o:p></o:p></h1>
<p class=MsoNormal><span lang=EN-US style='font-size:12.0pt;mso-ansi-language:EN-US'>She
described a <b style='mso-bidi-font-weight:normal'>quieter</b> week, <i
style='mso-bidi-font-style:normal'>mostly</i> at home.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if
!supportLists]><span style='mso-fareast-font-family:Calibri'><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>sleep record<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:l1 level2 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>a.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>six nights<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l1 level2 lfo2'><![if
!supportLists]><span><span style='mso-list:Ignore'>b.<span>&nbsp;</span></span></span><![endif]>one
gap<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if
!supportLists]><span><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span></span><![endif]>a
letter<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr style='mso-yfti-irow:0'>
  <td width=301 valign=top><p class=MsoNormal>Week<o:p></o:p></p></td>
  <td width=301 valign=top><p class=MsoNormal>Hours<o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:1;mso-yfti-lastrow:yes'>
  <td width=301 valign=top><p class=MsoNormal>one<o:p></o:p></p></td>
  <td width=301 valign=top><p class=MsoNormal>42<o:p></o:p></p></td>
 </tr>
</table>
<!--EndFragment-->
</body>
</html>""",
    """# Review of the work

She described a **quieter** week, *mostly* at home.

1. sleep record
    1. six nights
    2. one gap
2. a letter

Week | Hours
one | 42""",
)

WORD_ONLINE = Copied(
    "Word, in a browser",
    """<div class="OutlineElement Ltr SCXW1 BCX0" style="clear:both;direction:ltr">
<p class="Paragraph" role="heading" aria-level="2" style="margin:0;font-weight:normal"><span
class="TextRun" style="font-weight:bold"><span class="NormalTextRun">Plan</span></span><span
class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list">
<li role="listitem" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span
class="NormalTextRun">rest </span></span><span class="TextRun" style="font-style:italic"><span
class="NormalTextRun">daily</span></span><span class="EOP">&nbsp;</span></p></li>
<li role="listitem" class="OutlineElement"><p class="Paragraph"><span
class="TextRun">walks</span><span class="EOP">&nbsp;</span></p></li></ul></div>""",
    """**Plan**

- rest *daily*
- walks""",
)

GOOGLE_DOCS = Copied(
    "Google Docs",
    """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-0"><h2 dir="ltr" style="line-height:1.38"><span
style="font-size:16pt;font-weight:400;white-space:pre-wrap;">Last week</span></h2><p dir="ltr"
style="line-height:1.38"><span style="font-weight:400;font-style:normal;">He was </span><span
style="font-weight:700;font-style:italic;">very</span><span style="font-weight:400;">
tired.</span></p><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal"
aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li dir="ltr"
aria-level="2"><p dir="ltr" role="presentation"><span>deep</span></p></li></ul><li dir="ltr"
aria-level="1"><p dir="ltr" role="presentation"><span>two</span></p></li></ol><br><p
dir="ltr"><span>Then </span><a href="https://www.example.org/u/0?id=secret"
style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline">a
page</span></a><span>.</span></p></b><br class="Apple-interchange-newline">""",
    """## Last week

He was ***very*** tired.

1. one
    - deep
2. two

Then a page.""",
)

LIBREOFFICE = Copied(
    "LibreOffice Writer",
    """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html;
charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 7.4 (Linux)"/>
<style type="text/css">@page { size: 21cm 29.7cm } p { line-height: 115% }</style></head>
<body lang="en-GB" link="#000080" vlink="#800000" dir="ltr"><h2 class="western">Intake</h2>
<p style="line-height: 100%; margin-bottom: 0cm">Came <b>on time</b>; said
&ldquo;it&rsquo;s fine&rdquo;.</p>
<ul>
	<li><p style="margin-bottom: 0cm">work</p></li>
	<ul>
		<li><p style="margin-bottom: 0cm">a new team</p></li>
	</ul>
	<li><p style="margin-bottom: 0cm">home</p></li>
</ul>
<p style="margin-bottom: 0cm"><br/>

</p>
<p><img src="file:///C:/picture.png" name="Image1" width="40"/></p>
</body></html>""",
    """## Intake

Came **on time**; said “it’s fine”.

- work
    - a new team
- home""",
)

FIREFOX = Copied(
    "Firefox",
    """<html><head></head><body><h3 id="what">What helps</h3><p>Short <em>walks</em>,
<strong>sleep</strong><sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> and talk.</p>
<blockquote><p>It got <cite>better</cite>.</p></blockquote>
<dl><dt>Term</dt><dd>what it means</dd></dl>
<pre><code>line one
line two</code></pre><script>track("x")</script><svg><text>drawn</text></svg>
<button onclick="go()">Press</button><p hidden style="display: none">unseen</p></body></html>""",
    """### What helps

Short *walks*, **sleep**[1] and talk.

It got *better*.

Term
what it means

line one
line two

Press""",
)

MAIL = Copied(
    "a message in a browser",
    """<div dir="ltr">Dear M.,<div><br></div><div>I will be <b>late</b> on Tuesday.</div>
<div><br></div><div>With kind regards</div><div>H.</div></div><br><div class="quote"><table
role="presentation"><tbody><tr><td><p>On Monday you wrote:</p><p>See you then.</p></td></tr>
</tbody></table></div><img src="https://mail.example.com/open.gif" width=1 height=1>""",
    """Dear M.,
I will be **late** on Tuesday.
With kind regards
H.

On Monday you wrote:

See you then.""",
)

HEBREW = Copied(
    "a page from right to left",
    """<html dir="rtl" lang="he"><body><h2>פגישה שלישית</h2><p dir="rtl">הוא אמר <b>שלום</b>
ולא <i>יותר</i>.</p><ul dir="rtl"><li>שינה</li><li>עבודה (work)</li></ul></body></html>""",
    """## פגישה שלישית

הוא אמר **שלום** ולא *יותר*.

- שינה
- עבודה (work)""",
)

EVERY = (
    WORD_DESKTOP,
    WORD_ONLINE,
    GOOGLE_DOCS,
    LIBREOFFICE,
    FIREFOX,
    MAIL,
    HEBREW,
)
