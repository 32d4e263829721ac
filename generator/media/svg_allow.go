package media

import "strings"

// svgElements may stay. What is not here runs, loads, embeds another language
// or is unknown.
var svgElements = set(`svg g defs symbol use title desc switch view a
	path rect circle ellipse line polyline polygon
	text tspan textPath style image
	linearGradient radialGradient stop clipPath mask pattern marker
	filter feBlend feColorMatrix feComponentTransfer feFuncR feFuncG feFuncB feFuncA feComposite feConvolveMatrix
	feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feGaussianBlur feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	animate animateTransform animateMotion mpath set`)

// svgSilent are elements that hold nothing a reader sees, and go without a word.
var svgSilent = set(`metadata`)

// svgReferring are the elements whose href may name an element of the same file.
var svgReferring = set(`use a textPath linearGradient radialGradient pattern filter mpath animate animateTransform
	animateMotion set`)

// svgAnimating are the elements that change an attribute of another.
var svgAnimating = set(`animate animateTransform set`)

// svgText are attributes whose value is a name or a text: no browser reads a
// URL or CSS in them.
var svgText = set(`id class lang role tabindex systemLanguage requiredExtensions requiredFeatures version
	baseProfile in in2 result title`)

// svgAnimated are the attributes that an animation may set: those that draw.
var svgAnimated = set(`
	clip-path clip-rule color color-interpolation color-interpolation-filters cursor direction display
	dominant-baseline alignment-baseline baseline-shift enable-background fill fill-opacity fill-rule filter
	flood-color flood-opacity font font-family font-feature-settings font-size font-size-adjust font-stretch
	font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
	isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
	mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity
	stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
	stroke-width text-align text-anchor text-decoration text-overflow text-rendering transform transform-origin
	transform-box unicode-bidi vector-effect visibility white-space word-spacing writing-mode
	cx cy d dx dy fr fx fy height offset pathLength points r rotate rx ry startOffset textLength width x x1 x2 y
	y1 y2 z viewBox preserveAspectRatio markerHeight markerWidth orient refX refY gradientTransform
	patternTransform spreadMethod
	amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent intercept k1 k2 k3
	k4 kernelMatrix limitingConeAngle mode numOctaves operator order pointsAtX pointsAtY pointsAtZ radius
	scale seed slope specularConstant specularExponent stdDeviation stitchTiles surfaceScale tableValues
	targetX targetY values xChannelSelector yChannelSelector`)

// svgOther are further attributes that stay, with values checked as CSS.
var svgOther = set(`clip style media type dir
	clipPathUnits filterUnits gradientUnits maskContentUnits maskUnits markerUnits patternContentUnits
	patternUnits primitiveUnits filterRes kernelUnitLength preserveAlpha lengthAdjust method side spacing
	viewTarget zoomAndPan focusable
	accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints keySplines
	keyTimes max min origin path repeatCount repeatDur restart to`)

// svgLink are attributes of a link that mean nothing once it leads nowhere
// else, and go without a word.
var svgLink = set(`target rel download hreflang referrerpolicy type`)

// svgAttribute says whether an attribute without prefix may stay, and whether
// its value is text that nothing interprets.
func svgAttribute(name string) (allowed, text bool) {
	if svgText[name] || strings.HasPrefix(name, "aria-") && letters(name[5:]) {
		return true, true
	}
	return svgAnimated[name] || svgOther[name], false
}

func letters(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// cssFunctions neither load nor compute anything but colours, lengths and
// shapes.
var cssFunctions = set(`rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix device-cmyk icc-color
	calc min max clamp var
	matrix matrix3d translate translatex translatey translatez translate3d rotate rotatex rotatey rotatez rotate3d
	scale scalex scaley scalez scale3d skew skewx skewy perspective
	cubic-bezier steps linear path circle ellipse inset polygon rect ray
	blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
	not is where nth-child nth-last-child nth-of-type nth-last-of-type lang dir selector`)

// cssForbidden are properties that bound code or loaded by themselves in some browser.
var cssForbidden = set(`behavior -ms-behavior -moz-binding binding src`)

// cssAtRules that stay, with rules inside. @keyframes holds steps, which read
// as rules.
var cssAtRules = set(`media supports keyframes -webkit-keyframes`)
