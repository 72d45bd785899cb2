/** The six sample answers of the Liveness Check v3 page, letter for letter and in its order. */
export const SAMPLE_ANSWERS = {
  /** Top code 200, and yet isMatch "false". */
  matchContradiction: `{
"code": "200",
"message": "request successful",
"liveness": {
"code": "200",
"message": "liveness check successful",
"is_live": "true",
"spoof_prob": "0.0015",
"need_to_review": "false",
"is_deepfake": "false",
"deepfake_prob": "0.0",
"warning": "Resolution of video is too low. Please upload video with at least HD resolution to ensure accuracy"
},
"face_match": {
"code": "200",
"message": "face matching successful",
"isMatch": "false",
"similarity": "18.45",
"warning": "N/A"
}
}`,
  success: `{
"code": "200",
"message": "request successful",
"liveness": {
"code": "200",
"message": "liveness check successful",
"is_live": "true",
"spoof_prob": "0.3587",
"need_to_review": "false",
"is_deepfake": "N/A",
"deepfake_prob": "N/A",
"warning": ""
},
"face_match": {
"code": "200",
"message": "face matching successful",
"isMatch": "true",
"similarity": "99.97",
"warning": "N/A"
}
}`,
  notMatching: `{
"code": "303",
"message": "face is not matching with document",
"liveness": {
"code": "200",
"message": "liveness check successful",
"is_live": "true",
"spoof_prob": "0.3433",
"need_to_review": "false",
"is_deepfake": "N/A",
"deepfake_prob": "N/A",
"warning": ""
},
"face_match": {
"code": "303",
"message": "face is not matching with document",
"isMatch": "false",
"similarity": "0.7",
"warning": "N/A"
}
}`,
  /** Code 407 stands in this sample only, not in the table of codes. */
  noFaceInDocument: `{
"code": "407",
"message": "No faces detected in document",
"liveness": {
"code": "200",
"message": "liveness request successful",
"is_live": "true",
"spoof_prob": "0.3805",
"need_to_review": "false",
"is_deepfake": "N/A",
"deepfake_prob": "N/A",
"warning": ""
},
"face_match": {
"code": "407",
"message": "No faces detected in document",
"isMatch": "N/A",
"similarity": "N/A",
"warning": "N/A"
}
}`,
  stillImage: `{
"code": "413",
"message": "Video may seem like image",
"liveness": {
"code": "413",
"message": "Video may seem like image",
"is_live": "false",
"spoof_prob": "N/A",
"need_to_review": "false",
"is_deepfake": "N/A",
"deepfake_prob": "N/A",
"warning": ""
},
"face_match": {
"code": "N/A",
"message": "N/A",
"isMatch": "N/A",
"similarity": "N/A",
"warning": "N/A"
}
}`,
  invalidUpload: `{
"code": "409",
"message": "Invalid upload image",
"liveness": {
"code": "409",
"message": "Invalid upload image",
"is_live": "N/A",
"spoof_prob": "N/A",
"need_to_review": "N/A",
"is_deepfake": "N/A",
"deepfake_prob": "N/A",
"warning": "N/A"
},
"face_match": {
"code": "409",
"message": "Invalid upload image",
"isMatch": "N/A",
"similarity": "N/A",
"warning": "N/A"
}
}`,
} as const;

export type SampleName = keyof typeof SAMPLE_ANSWERS;
